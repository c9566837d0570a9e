/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the limit moves with the counter */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    uint32_t limit = 8;
    for (uint32_t i = 0; i < limit; i++) {
        limit++;
        self->count++;
    }
}
