/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A few words that do something. */
#ifndef BENIGN_SHELL_H
#define BENIGN_SHELL_H

#include "hil/gpio.h"
#include "kernel/capsule.h"

#define SHELL_LINE 16

struct STATIC_TYPE shell {
    const struct gpio_pin *pin;
    uint8_t line[SHELL_LINE];
    uint8_t length;
};

void shell_take(struct shell *self, uint8_t byte, struct buffer *out);

#endif
