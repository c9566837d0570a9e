/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A pin that is on for a part of the time. */
#ifndef BENIGN_PWM_H
#define BENIGN_PWM_H

#include "hil/alarm.h"
#include "hil/gpio.h"
#include "kernel/capsule.h"

struct STATIC_TYPE pwm {
    const struct alarm *alarm;
    const struct gpio_pin *pin;
    uint32_t period;
    uint32_t duty; /* of 256 */
    uint32_t since;
    bool high;
};

void pwm_set(struct pwm *self, uint32_t duty);
void pwm_fired(struct pwm *self, uint32_t now);

#endif
