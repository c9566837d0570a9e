/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the first round of a do loop, before the index is compared */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_all(struct device *self, uint32_t i) {
    do {
        clear(&self->numbers[i]);
        i++;
    } while (i < NUMBERS);
}
