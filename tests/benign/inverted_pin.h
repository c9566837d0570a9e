/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A pin that is wired the other way round. */
#ifndef BENIGN_INVERTED_PIN_H
#define BENIGN_INVERTED_PIN_H

#include "hil/gpio.h"
#include "kernel/capsule.h"

struct STATIC_TYPE inverted_pin {
    const struct gpio_pin *pin;
};

HIL_OPS(gpio_pin, inverted_pin_ops, const struct inverted_pin);
#define INVERTED_PIN(object_) HIL_BIND(inverted_pin_ops, object_)

#endif
