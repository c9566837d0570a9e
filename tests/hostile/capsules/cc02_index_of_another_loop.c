/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of an element at a variable that the loop does not bound */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_all(struct device *self, uint32_t j) {
    for (uint32_t i = 0; i < NUMBERS; i++) {
        clear(&self->numbers[i + j]);
    }
}
