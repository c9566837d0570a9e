/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the step runs in one loop, the limit is in another */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint32_t i = 0, j = 0; i < 8; j++) {
        self->count += j;
    }
}
