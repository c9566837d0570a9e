/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A light that blinks. */
#ifndef BENIGN_BLINK_H
#define BENIGN_BLINK_H

#include "hil/alarm.h"
#include "hil/gpio.h"
#include "kernel/capsule.h"

struct STATIC_TYPE blink {
    const struct alarm *alarm;
    const struct gpio_pin *pin;
    uint32_t period_ms;
    bool lit;
};

void blink_start(struct blink *self);
void blink_fired(struct blink *self, uint32_t now);

#endif
