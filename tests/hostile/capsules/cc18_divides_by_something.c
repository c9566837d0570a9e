/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a division by who knows */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, uint32_t start, uint32_t n) {
    for (uint32_t m = start; m > 0; m /= n) {
        self->count ^= 1;
    }
}
