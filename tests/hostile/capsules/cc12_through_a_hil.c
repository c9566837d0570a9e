/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: recursion through a HIL that is made of this very capsule */
/* expect: CC12 */
#include "tests/hostile/capsules/device.h"

HIL_OPS(alarm, loop_ops, struct device);

static uint32_t now(struct device *self) {
    return alarm_now(self->alarm);
}

static uint32_t frequency(struct device *self) {
    return self->count;
}

static void set(struct device *self, uint32_t reference, uint32_t dt) {
    self->count = reference + dt;
}

static void disarm(struct device *self) {
    self->count = 0;
}

HIL_OPS_DEFINE(loop_ops, ALARM_OPS, now, frequency, set, disarm);
