/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the hidden counter of LOOP_BOUND by its name */
/* expect: CC18|CC19|CC14|CC10 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    LOOP_BOUND (8) { loop_left_7 = 8; self->count++; }
}
