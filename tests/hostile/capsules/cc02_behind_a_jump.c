/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a jump out of the loop with its counter, and an address behind it */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_one(struct device *self) {
    uint32_t i;
    for (i = 0; i < NUMBERS; i++) {
        if (self->numbers[i] == 5) {
            goto found;
        }
    }
found:
    clear(&self->numbers[i]);
}
