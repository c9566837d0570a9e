/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the hidden counter of LOOP_BOUND is set in the body */
/* expect: CC18|CC19|CC14|CC10 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    LOOP_BOUND (8) { LOOP_LEFT(__LINE__) = 8; self->count++; }
}
