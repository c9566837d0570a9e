/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a countdown by two from an odd number */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint8_t n = 7; n != 0; n -= 2) {
        self->count ^= 1;
    }
}
