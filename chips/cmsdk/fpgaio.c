/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* LEDs and buttons of the FPGA. Source: AN385 4.7. */
#include "chips/cmsdk/fpgaio.h"

#include "kernel/registers.h"

REGISTER_RW(fpgaio_led);
REGISTER_RO(fpgaio_button);

struct cmsdk_fpgaio_registers {
    struct fpgaio_led led;
    uint32_t reserved;
    struct fpgaio_button button;
};
REGISTER_AT(struct cmsdk_fpgaio_registers, button, 0x008);

/* ---- LEDs ---- */

static void led_make_output(const struct cmsdk_led *self) {
    (void)self; /* it is one */
}

static void led_make_input(const struct cmsdk_led *self, enum gpio_pull pull) {
    (void)self; /* it cannot be one, and nobody else drives it */
    (void)pull;
}

static bool led_read(const struct cmsdk_led *self) {
    return (fpgaio_led_read(&self->registers->led).bits >> self->bit & 1u) != 0;
}

static void led_set(const struct cmsdk_led *self, bool level) {
    uint32_t mask = (uint32_t)1 << self->bit;
    uint32_t bits = fpgaio_led_read(&self->registers->led).bits;
    fpgaio_led_write(&self->registers->led, fpgaio_led_bits(level ? bits | mask : bits & ~mask));
}

static void led_deactivate(const struct cmsdk_led *self) {
    led_set(self, false);
}

static void led_interrupt_on(const struct cmsdk_led *self, enum gpio_edge edge) {
    (void)self; /* its level does not change by itself */
    (void)edge;
}

static void led_interrupt_off(const struct cmsdk_led *self) {
    (void)self;
}

const struct gpio_pin_ops cmsdk_led_ops =
    GPIO_PIN_OPS(const struct cmsdk_led, led_make_output, led_make_input, led_deactivate, led_set,
                 led_read, led_interrupt_on, led_interrupt_off);

/* ---- Buttons ---- */

static void button_make_output(const struct cmsdk_button *self) {
    (void)self; /* it cannot be one */
}

static void button_make_input(const struct cmsdk_button *self, enum gpio_pull pull) {
    (void)self; /* it is one, and is never left open */
    (void)pull;
}

static void button_set(const struct cmsdk_button *self, bool level) {
    (void)self;
    (void)level;
}

static uint32_t levels(const struct cmsdk_buttons *self) {
    return fpgaio_button_read(&self->registers->button).bits;
}

static bool button_read(const struct cmsdk_button *self) {
    return (levels(self->all) >> self->bit & 1u) != 0;
}

static void button_interrupt_off(const struct cmsdk_button *self) {
    uint32_t mask = (uint32_t)1 << self->bit;
    self->all->rising &= ~mask;
    self->all->falling &= ~mask;
}

static void button_interrupt_on(const struct cmsdk_button *self, enum gpio_edge edge) {
    uint32_t mask = (uint32_t)1 << self->bit;
    struct cmsdk_buttons *all = self->all;
    button_interrupt_off(self);
    all->last = (all->last & ~mask) | (levels(all) & mask); /* an edge is what comes from now on */
    all->rising |= edge != GPIO_EDGE_FALLING ? mask : 0;
    all->falling |= edge != GPIO_EDGE_RISING ? mask : 0;
}

const struct gpio_pin_ops cmsdk_button_ops = GPIO_PIN_OPS(
    const struct cmsdk_button, button_make_output, button_make_input, button_interrupt_off,
    button_set, button_read, button_interrupt_on, button_interrupt_off);

void cmsdk_buttons_look(struct cmsdk_buttons *self, const struct cmsdk_button *buttons,
                        uint32_t count) {
    if ((self->rising | self->falling) == 0) {
        return;
    }
    uint32_t now = levels(self);
    uint32_t fired = (now & ~self->last & self->rising) | (~now & self->last & self->falling);
    self->last = now;
    for (uint32_t i = 0; i < count; i++) {
        if ((fired >> buttons[i].bit & 1u) != 0) {
            gpio_client_fired(buttons[i].client, buttons[i].known_as);
        }
    }
}
