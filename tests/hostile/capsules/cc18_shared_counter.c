/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an inner loop sets the counter of the outer back */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    uint32_t i;
    for (i = 0; i < 8; i++) {
        for (i = 0; i < 4; i++) {
            self->count++;
        }
    }
}
