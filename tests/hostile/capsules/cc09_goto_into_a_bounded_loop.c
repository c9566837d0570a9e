/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a jump into LOOP_BOUND: past the setting of the counter */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    if (self->count > 0) {
        goto inside;
    }
    LOOP_BOUND (4) {
    inside:
        self->count++;
    }
}
