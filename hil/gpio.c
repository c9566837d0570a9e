/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Each call is a boundary between two who need not trust each other (kernel/boundary.h). */
#include "hil/gpio.h"

#include "kernel/boundary.h"

void gpio_make_output(const struct gpio_pin *p) {
    BOUNDARY_METHOD0(void, p, make_output);
}

void gpio_make_input(const struct gpio_pin *p, enum gpio_pull pull) {
    BOUNDARY_METHOD1(void, p, make_input, pull);
}

void gpio_deactivate(const struct gpio_pin *p) {
    BOUNDARY_METHOD0(void, p, deactivate);
}

void gpio_set(const struct gpio_pin *p, bool level) {
    BOUNDARY_METHOD1(void, p, set, level);
}

bool gpio_read(const struct gpio_pin *p) {
    return BOUNDARY_METHOD0(bool, p, read);
}

void gpio_interrupt_on(const struct gpio_pin *p, enum gpio_edge edge) {
    BOUNDARY_METHOD1(void, p, interrupt_on, edge);
}

void gpio_interrupt_off(const struct gpio_pin *p) {
    BOUNDARY_METHOD0(void, p, interrupt_off);
}

void gpio_client_fired(const struct gpio_client *c, uint32_t pin) {
    BOUNDARY_CALL(void, c->fired, c->self, pin);
}
