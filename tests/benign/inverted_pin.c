/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A pin that is wired the other way round. */
#include "tests/benign/inverted_pin.h"

static void make_output(const struct inverted_pin *self) {
    gpio_make_output(self->pin);
}

static void make_input(const struct inverted_pin *self, enum gpio_pull pull) {
    gpio_make_input(self->pin, pull == GPIO_PULL_UP     ? GPIO_PULL_DOWN
                               : pull == GPIO_PULL_DOWN ? GPIO_PULL_UP
                                                        : GPIO_PULL_NONE);
}

static void deactivate(const struct inverted_pin *self) {
    gpio_deactivate(self->pin);
}

static void set(const struct inverted_pin *self, bool level) {
    gpio_set(self->pin, !level);
}

static bool read(const struct inverted_pin *self) {
    return !gpio_read(self->pin);
}

static void interrupt_on(const struct inverted_pin *self, enum gpio_edge edge) {
    static const enum gpio_edge other[] = {
        [GPIO_EDGE_BOTH] = GPIO_EDGE_BOTH,
        [GPIO_EDGE_RISING] = GPIO_EDGE_FALLING,
        [GPIO_EDGE_FALLING] = GPIO_EDGE_RISING,
    };
    gpio_interrupt_on(self->pin, other[edge]);
}

static void interrupt_off(const struct inverted_pin *self) {
    gpio_interrupt_off(self->pin);
}

HIL_OPS_DEFINE(inverted_pin_ops, GPIO_PIN_OPS, make_output, make_input, deactivate, set, read,
               interrupt_on, interrupt_off);
