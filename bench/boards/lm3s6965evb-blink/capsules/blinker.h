/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A light that is on for as long as it is off. */
#ifndef BLINKER_H
#define BLINKER_H

#include "hil/alarm.h"
#include "hil/gpio.h"
#include "kernel/capsule.h"

struct STATIC_TYPE blinker {
    const struct alarm *alarm;
    const struct gpio_pin *light;
    uint32_t ticks; /* from one change to the next */
    uint32_t changed;
};

void blinker_start(struct blinker *self);

/* The client function of its alarm. */
void blinker_fired(struct blinker *self, uint32_t now);

#endif
