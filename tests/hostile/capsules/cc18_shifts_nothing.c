/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a shift by nothing */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint8_t m = 0x80; m != 0; m >>= 0) {
        self->count ^= 1;
    }
}
