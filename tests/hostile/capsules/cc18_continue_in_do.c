/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a continue jumps over the step of a do loop */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    uint32_t i = 0;
    do {
        if (self->count > 0) {
            continue;
        }
        i++;
    } while (i < 4);
}
