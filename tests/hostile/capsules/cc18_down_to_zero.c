/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an unsigned counter that goes below zero */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint32_t i = 8; i >= 0; i--) {
        self->count++;
    }
}
