/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A light that blinks. */
#include "tests/benign/blink.h"

static void arm(struct blink *self) {
    uint32_t ticks = alarm_frequency(self->alarm) / 1000 * self->period_ms;
    alarm_set(self->alarm, alarm_now(self->alarm), ticks);
}

void blink_start(struct blink *self) {
    gpio_make_output(self->pin);
    gpio_set(self->pin, false);
    arm(self);
}

void blink_fired(struct blink *self, uint32_t now) {
    (void)now;
    self->lit = !self->lit;
    gpio_set(self->pin, self->lit);
    arm(self);
}
