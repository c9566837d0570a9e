/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The object that a method is bound to is of the method's type.
 * Fails with: _Generic. selector of type .* is not compatible with any association */
#include "hil/alarm.h"

struct clock {
    uint32_t ticks;
};
struct lamp {
    uint32_t lit;
};
#ifdef MISTAKE
static struct lamp object;
#else
static struct clock object;
#endif

static void fired(struct clock *self, uint32_t now) {
    (void)now;
    self->ticks = 1;
}
const struct alarm_client client = ALARM_CLIENT(struct clock, fired, &object);
