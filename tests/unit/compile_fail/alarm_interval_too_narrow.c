/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Nor is one that can only wait for 16 bits of ticks.
 * Fails with: _Generic. selector of type .* is not compatible with any association */
#include "hil/alarm.h"

#ifdef MISTAKE
typedef uint16_t interval;
#else
typedef uint32_t interval;
#endif

struct timer {
    uint32_t due;
};
static uint32_t now(struct timer *self) {
    return self->due;
}
static uint32_t frequency(struct timer *self) {
    (void)self;
    return 1000;
}
static void set(struct timer *self, interval reference, interval dt) {
    self->due = (uint32_t)reference + dt;
}
static void disarm(struct timer *self) {
    self->due = 0;
}
const struct alarm_ops ops = ALARM_OPS(struct timer, now, frequency, set, disarm);
