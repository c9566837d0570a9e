/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A method is bound with the type that it was written for, and no other.
 * Fails with: _Generic. selector of type .* is not compatible with any association */
#include "hil/alarm.h"

struct clock {
    uint32_t ticks;
};
struct lamp {
    uint32_t lit;
};
static struct clock clock;

#ifdef MISTAKE
static void fired(struct lamp *self, uint32_t now) {
    (void)now;
    self->lit = 1;
}
#else
static void fired(struct clock *self, uint32_t now) {
    (void)now;
    self->ticks = 1;
}
#endif
const struct alarm_client client = ALARM_CLIENT(struct clock, fired, &clock);
