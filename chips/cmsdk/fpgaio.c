/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* LEDs of the FPGA. Source: AN385 4.7. */
#include "chips/cmsdk/fpgaio.h"

#include "kernel/registers.h"

REGISTER_RW(fpgaio_led);

struct cmsdk_fpgaio_registers {
    struct fpgaio_led led;
};

static bool read(const struct cmsdk_led *self) {
    return (fpgaio_led_read(&self->fpgaio->led).bits >> self->bit & 1u) != 0;
}

static void set(const struct cmsdk_led *self, bool level) {
    uint32_t mask = (uint32_t)1 << self->bit;
    uint32_t bits = fpgaio_led_read(&self->fpgaio->led).bits;
    fpgaio_led_write(&self->fpgaio->led, fpgaio_led_bits(level ? bits | mask : bits & ~mask));
}

/* It is an output, whatever is asked for; and nobody but itself changes it. */
static void make_output(const struct cmsdk_led *self) {
    (void)self;
}

static void make_input(const struct cmsdk_led *self, enum gpio_pull pull) {
    (void)self;
    (void)pull;
}

static void deactivate(const struct cmsdk_led *self) {
    set(self, false);
}

static void interrupt_on(const struct cmsdk_led *self, enum gpio_edge edge) {
    (void)self;
    (void)edge;
}

static void interrupt_off(const struct cmsdk_led *self) {
    (void)self;
}

const struct gpio_pin_ops cmsdk_led_ops =
    GPIO_PIN_OPS(const struct cmsdk_led, make_output, make_input, deactivate, set, read,
                 interrupt_on, interrupt_off);
