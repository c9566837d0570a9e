/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a doubling that starts from zero */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, uint32_t start) {
    for (uint32_t m = start; m < 100; m <<= 1) {
        self->count ^= 1;
    }
}
