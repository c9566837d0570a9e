/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same with a larger limit */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint16_t i = 0; i < 70000; i++) {
        self->count++;
    }
}
