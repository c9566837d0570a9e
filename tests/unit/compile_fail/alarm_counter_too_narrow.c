/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A counter of 16 bits is not an alarm's: its wraps would come too early.
 * Fails with: _Generic. selector of type .* is not compatible with any association */
#include "hil/alarm.h"

#ifdef MISTAKE
typedef uint16_t ticks;
#else
typedef uint32_t ticks;
#endif

struct timer {
    ticks count;
};
static ticks now(struct timer *self) {
    return self->count;
}
static uint32_t frequency(struct timer *self) {
    (void)self;
    return 1000;
}
static void set(struct timer *self, uint32_t reference, uint32_t dt) {
    self->count = (ticks)(reference + dt);
}
static void disarm(struct timer *self) {
    self->count = 0;
}
const struct alarm_ops ops = ALARM_OPS(struct timer, now, frequency, set, disarm);
