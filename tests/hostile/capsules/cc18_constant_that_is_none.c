/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a constant object whose value nobody knows as the limit */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, uint32_t n) {
    const uint32_t limit = n;
    for (uint32_t i = 0; i < limit; i++) {
        self->count ^= i;
    }
}
