/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Another capsule's header put to use. */
#include "tests/benign/toggle.h"

void toggle_begin(struct toggle *self, uint32_t ticks, uint16_t times) {
    uint32_t now = alarm_now(self->alarm);
    countdown_start(&self->countdown, now, now, ticks);
    self->times = times;
    alarm_set(self->alarm, now, ticks);
}

void toggle_fired(struct toggle *self, uint32_t now) {
    if (countdown_advance(&self->countdown, now) != 0 || self->times == 0) {
        return;
    }
    self->times--;
    gpio_set(self->pin, !gpio_read(self->pin));
    if (self->times > 0) {
        alarm_set(self->alarm, now, self->countdown.rest);
    }
}
