/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a signed shift that never comes to zero */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (int32_t m = -1; m != 0; m >>= 1) {
        self->count ^= 1;
    }
}
