/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Each change is counted from the one before it, so that it does not drift. */
#include "blinker.h"

void blinker_start(struct blinker *self) {
    gpio_make_output(self->light);
    self->changed = alarm_now(self->alarm);
    alarm_set(self->alarm, self->changed, self->ticks);
}

void blinker_fired(struct blinker *self, uint32_t now) {
    (void)now;
    gpio_set(self->light, !gpio_read(self->light));
    self->changed += self->ticks;
    alarm_set(self->alarm, self->changed, self->ticks);
}
