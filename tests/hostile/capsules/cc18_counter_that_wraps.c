/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a counter that cannot reach its limit */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint8_t i = 0; i <= 255; i++) {
        self->count++;
    }
}
