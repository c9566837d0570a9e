/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a signed byte that cannot reach its limit */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (int8_t i = 0; i < 200; i++) {
        self->count ^= 1;
    }
}
