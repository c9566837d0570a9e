/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a division by one */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, uint32_t start) {
    for (uint32_t m = start; m != 0; m /= 1) {
        self->count ^= 1;
    }
}
