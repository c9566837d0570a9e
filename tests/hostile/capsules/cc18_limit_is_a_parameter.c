/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a limit that a process names */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, uint32_t arg1) {
    for (uint32_t i = 0; i < arg1; i++) {
        self->count ^= i;
    }
}
