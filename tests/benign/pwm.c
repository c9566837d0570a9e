/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A pin that is on for a part of the time. */
#include "tests/benign/pwm.h"

static inline uint32_t part(const struct pwm *self) {
    uint32_t on = (uint32_t)((uint64_t)self->period * self->duty >> 8);
    return self->high ? on : self->period - on;
}

static void go_on(struct pwm *self) {
    gpio_set(self->pin, self->high);
    alarm_set(self->alarm, self->since, part(self));
    self->since += part(self);
}

void pwm_set(struct pwm *self, uint32_t duty) {
    self->duty = duty > 256 ? 256 : duty;
    if (self->duty == 0 || self->duty == 256) {
        alarm_disarm(self->alarm);
        gpio_set(self->pin, self->duty != 0);
        return;
    }
    self->since = alarm_now(self->alarm);
    self->high = true;
    go_on(self);
}

void pwm_fired(struct pwm *self, uint32_t now) {
    (void)now;
    self->high = !self->high;
    go_on(self);
}
