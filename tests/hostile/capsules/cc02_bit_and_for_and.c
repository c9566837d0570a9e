/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the comparison is one bit of many */
/* expect: CC02|CC18 */
#include "tests/hostile/capsules/device.h"

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_all(struct device *self, uint32_t c) {
    for (uint32_t i = 0; (i < NUMBERS) | c; i++) {
        clear(&self->numbers[i]);
    }
}
