/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a countdown that jumps over its end and wraps */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint8_t i = 10; i > 1; i -= 4) {
        self->count ^= 1;
    }
}
