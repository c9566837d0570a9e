/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a counter that is multiplied and starts at zero */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint32_t i = 0; i < 1000; i *= 2) {
        self->count++;
    }
}
