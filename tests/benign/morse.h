/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Letters as long and short. */
#ifndef BENIGN_MORSE_H
#define BENIGN_MORSE_H

#include "hil/alarm.h"
#include "hil/gpio.h"
#include "kernel/capsule.h"

#define MORSE_TEXT 16

struct STATIC_TYPE morse {
    const struct alarm *alarm;
    const struct gpio_pin *pin;
    uint8_t text[MORSE_TEXT];
    uint8_t at, sign;
    bool on;
};

void morse_send(struct morse *self, struct text text);
void morse_fired(struct morse *self, uint32_t now);

#endif
