/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pin tells its client of an edge inside the call that sets it */
/* expect: CC16 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE virtual_pin {
    const struct gpio_client *client;
    bool level;
};
HIL_OPS(gpio_pin, pin_ops, struct virtual_pin);

static void nothing(struct virtual_pin *self) {
    self->level = false;
}

static void make_input(struct virtual_pin *self, enum gpio_pull pull) {
    self->level = pull == GPIO_PULL_UP;
}

static void set(struct virtual_pin *self, bool level) {
    if (self->level != level) {
        self->level = level;
        gpio_client_fired(self->client, 0);
    }
}

static bool read(struct virtual_pin *self) {
    return self->level;
}

static void on(struct virtual_pin *self, enum gpio_edge edge) {
    self->level = edge == GPIO_EDGE_BOTH;
}

HIL_OPS_DEFINE(pin_ops, GPIO_PIN_OPS, nothing, make_input, nothing, set, read, on, nothing);
