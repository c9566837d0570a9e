/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of an element taken in the step of the loop, where the counter may have
 * reached the end */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static uint32_t clear(uint32_t *p) {
    *p = 0;
    return 1;
}

static void clear_all(struct device *self) {
    for (uint32_t i = 0; i < NUMBERS; i++, clear(&self->numbers[i])) {
        self->count++;
    }
}
