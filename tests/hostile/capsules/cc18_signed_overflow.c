/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a counter that ends only when it overflows, which the compiler takes for never */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (int32_t i = 1; i > 0; i++) {
        self->count++;
    }
}
