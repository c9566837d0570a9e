/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a loop counted in floating point */
/* expect: CC14|CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (double d = 0; d < 1e9; d += 1e-9) {
        self->count++;
    }
}
