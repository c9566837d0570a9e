/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a step that jumps over the end and wraps */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint8_t i = 0; i < 250; i = (uint8_t)(i + 100)) {
        self->count ^= 1;
    }
}
