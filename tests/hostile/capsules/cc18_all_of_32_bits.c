/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a limit that a counter of 32 bits cannot pass */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint32_t i = 0; i <= UINT32_MAX; i++) {
        self->count ^= 1;
    }
}
