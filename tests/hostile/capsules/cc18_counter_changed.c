/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the counter is changed in the body */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    for (uint32_t i = 0; i < 8; i++) {
        if (self->count > 0) {
            i--;
        }
    }
}
