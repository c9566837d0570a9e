/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a shift by who knows */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, uint32_t n) {
    for (uint32_t m = 0x80; m != 0; m >>= n) {
        self->count ^= 1;
    }
}
