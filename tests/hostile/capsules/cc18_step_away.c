/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a step away from the limit */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (int32_t i = 0; i < 8; i--) {
        self->count++;
    }
}
