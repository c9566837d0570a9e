/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a limit that is not looked at */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint32_t i = 0; i < 8, true; i++) {
        self->count++;
    }
}
