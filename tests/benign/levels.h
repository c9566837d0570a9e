/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A bar of lights for a value. */
#ifndef BENIGN_LEVELS_H
#define BENIGN_LEVELS_H

#include "hil/gpio.h"
#include "kernel/capsule.h"

typedef struct STATIC_TYPE levels {
    const struct gpio_pin *pins[10];
    uint8_t used;
} levels_t;

void levels_show(const levels_t *self, uint32_t permille);

#endif
