/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* General-purpose ports. Source: LM3S6965 data sheet, sections 8.2 and 8.4. */
#include "chips/lm3s/gpio.h"

#include "arch/arch.h"
#include "kernel/boot.h"
#include "kernel/registers.h"

#include <stddef.h>

/* The data register is seen through 256 words; bits 9:2 of the address are the mask of pins that
 * an access is about (8.2.1.2). */
REGISTER_RW(gpio_data);
/* A register of one bit for each pin; they differ in what they do, not in how they are used. */
REGISTER_RW(gpio_bits);
REGISTER_RO(gpio_mis);
REGISTER_WO(gpio_icr);

struct lm3s_gpio_registers {
    struct gpio_data data[256];
    struct gpio_bits dir;
    struct gpio_bits is;
    struct gpio_bits ibe;
    struct gpio_bits iev;
    struct gpio_bits im;
    uint32_t ris;
    struct gpio_mis mis;
    struct gpio_icr icr;
    struct gpio_bits afsel;
    uint32_t reserved1[55];
    uint32_t drive[4];
    struct gpio_bits pur;
    struct gpio_bits pdr;
    uint32_t slr;
    struct gpio_bits den;
};
REGISTER_AT(struct lm3s_gpio_registers, dir, 0x400);
REGISTER_AT(struct lm3s_gpio_registers, icr, 0x41C);
REGISTER_AT(struct lm3s_gpio_registers, afsel, 0x420);
REGISTER_AT(struct lm3s_gpio_registers, pur, 0x510);
REGISTER_AT(struct lm3s_gpio_registers, den, 0x51C);

static uint32_t mask_of(const struct lm3s_pin *self) {
    return (uint32_t)1 << self->bit;
}

static void set_bits(struct gpio_bits *r, uint32_t mask, bool on) {
    uint32_t bits = gpio_bits_read(r).bits;
    gpio_bits_write(r, gpio_bits_bits(on ? bits | mask : bits & ~mask));
}

static void make_output(const struct lm3s_pin *self) {
    uint32_t mask = mask_of(self);
    set_bits(&self->port->dir, mask, true);
    set_bits(&self->port->den, mask, true);
}

static void make_input(const struct lm3s_pin *self, enum gpio_pull pull) {
    uint32_t mask = mask_of(self);
    set_bits(&self->port->dir, mask, false);
    set_bits(&self->port->pur, mask, pull == GPIO_PULL_UP);
    set_bits(&self->port->pdr, mask, pull == GPIO_PULL_DOWN);
    set_bits(&self->port->den, mask, true);
}

static void deactivate(const struct lm3s_pin *self) {
    uint32_t mask = mask_of(self);
    set_bits(&self->port->im, mask, false);
    set_bits(&self->port->dir, mask, false);
    set_bits(&self->port->den, mask, false);
}

static void set(const struct lm3s_pin *self, bool level) {
    uint32_t mask = mask_of(self);
    gpio_data_write(&self->port->data[mask], gpio_data_bits(level ? mask : 0));
}

static bool read(const struct lm3s_pin *self) {
    uint32_t mask = mask_of(self);
    return gpio_data_read(&self->port->data[mask]).bits != 0;
}

static void interrupt_on(const struct lm3s_pin *self, enum gpio_edge edge) {
    uint32_t mask = mask_of(self);
    set_bits(&self->port->im, mask, false); /* while it is changed (8.3) */
    set_bits(&self->port->is, mask, false);
    set_bits(&self->port->ibe, mask, edge == GPIO_EDGE_BOTH);
    set_bits(&self->port->iev, mask, edge == GPIO_EDGE_RISING);
    gpio_icr_write(&self->port->icr, gpio_icr_bits(mask));
    set_bits(&self->port->im, mask, true);
}

static void interrupt_off(const struct lm3s_pin *self) {
    set_bits(&self->port->im, mask_of(self), false);
}

const struct gpio_pin_ops lm3s_pin_ops =
    GPIO_PIN_OPS(const struct lm3s_pin, make_output, make_input, deactivate, set, read,
                 interrupt_on, interrupt_off);

BOOT_ONLY void lm3s_gpio_alternate(struct lm3s_gpio_registers *port, uint8_t pins) {
    set_bits(&port->afsel, pins, true);
    set_bits(&port->den, pins, true);
}

void lm3s_gpio_interrupt(struct lm3s_gpio_registers *port, uint32_t line,
                         const struct lm3s_pin *const *pins, uint32_t count) {
    uint32_t fired = gpio_mis_read(&port->mis).bits;
    gpio_icr_write(&port->icr, gpio_icr_bits(fired));
    arch_interrupt_enable(line);
    for (uint32_t i = 0; i < count; i++) {
        const struct lm3s_pin *pin = pins[i];
        if (pin->port == port && (fired & mask_of(pin)) != 0 && pin->client != NULL) {
            gpio_client_fired(pin->client, pin->known_as);
        }
    }
}
