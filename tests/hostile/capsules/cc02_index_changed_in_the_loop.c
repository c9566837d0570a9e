/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of an element whose index the body of the loop changes */
/* expect: CC02|CC18 */
#include "tests/hostile/capsules/device.h"

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_all(struct device *self, uint32_t skip) {
    for (uint32_t i = 0; i < NUMBERS; i++) {
        i += skip;
        clear(&self->numbers[i]);
    }
}
