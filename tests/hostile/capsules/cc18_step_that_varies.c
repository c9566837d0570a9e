/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a step that may be zero */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self, uint32_t step) {
    for (uint32_t i = 0; i < 8; i += step) {
        self->count++;
    }
}
