/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of an element at the counter when its loop is over */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_first(struct device *self) {
    uint32_t i;
    for (i = 0; i < NUMBERS; i++) {
        if (self->numbers[i] == 0) {
            break;
        }
    }
    clear(&self->numbers[i]);
}
