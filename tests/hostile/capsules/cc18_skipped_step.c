/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a step that continue jumps over */
/* expect: CC18 */
#include "tests/hostile/capsules/device.h"

static void run(struct device *self) {
    uint32_t i = 0;
    while (i < NUMBERS) {
        if (self->numbers[i] == 0) {
            continue;
        }
        i++;
    }
}
