/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an alarm that is due at once fires inside the call that sets it */
/* expect: CC16 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE clock {
    const struct alarm_client *client;
    uint32_t now;
};
HIL_OPS(alarm, clock_ops, struct clock);

static uint32_t now(struct clock *self) {
    return self->now;
}

static uint32_t frequency(struct clock *self) {
    return self->now;
}

static void set(struct clock *self, uint32_t reference, uint32_t dt) {
    if (reference + dt <= self->now) {
        alarm_client_fired(self->client, self->now);
    }
}

static void disarm(struct clock *self) {
    self->now = 0;
}

HIL_OPS_DEFINE(clock_ops, ALARM_OPS, now, frequency, set, disarm);
