/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a step that wraps in 32 bits */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint32_t i = 0; i < 0xFFFFFFF0u; i += 0x20) {
        self->count ^= 1;
    }
}
