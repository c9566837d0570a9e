/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Two HILs and a few numbers. */
#ifndef BENIGN_TOGGLE_H
#define BENIGN_TOGGLE_H

#include "capsules/virtual/countdown.h"
#include "hil/alarm.h"
#include "hil/gpio.h"
#include "kernel/capsule.h"

struct STATIC_TYPE toggle {
    const struct alarm *alarm;
    const struct gpio_pin *pin;
    struct countdown countdown;
    uint16_t times;
};

void toggle_begin(struct toggle *self, uint32_t ticks, uint16_t times);
void toggle_fired(struct toggle *self, uint32_t now);

#endif
