/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a number that only the body of a loop sets */
/* expect: CC13 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    uint32_t last;
    for (uint32_t i = 0; i < self->count && i < NUMBERS; i++) {
        last = self->numbers[i];
    }
    return last;
}
