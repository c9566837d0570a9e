/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a step forth and a step back */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint32_t i = 0; i < 8; i++, i--) {
        self->count ^= 1;
    }
}
