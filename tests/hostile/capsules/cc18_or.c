/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a limit with a way out of it */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint32_t i = 0; i < 8 || self->count > 0; i++) {
        self->count |= 1;
    }
}
