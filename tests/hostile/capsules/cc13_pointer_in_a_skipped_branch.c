/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer in a structure of locals that only one way sets */
/* expect: CC13|CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self, uint32_t x) {
    const uint32_t *p;
    for (uint32_t i = 0; i < NUMBERS; i++) {
        if (self->numbers[i] == x) {
            p = &self->numbers[i];
        }
    }
    return *p;
}
