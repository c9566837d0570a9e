/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of an element is taken before its index is compared */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static bool clear(uint32_t *p) {
    *p = 0;
    return true;
}

static void clear_all(struct device *self) {
    for (uint32_t i = 0; clear(&self->numbers[i]) && i < NUMBERS; i++) {
        self->count++;
    }
}
