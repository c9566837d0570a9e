/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the index is stepped in another argument of the same call */
/* expect: CC02|CC18 */
#include "tests/hostile/capsules/device.h"

static void clear(uint32_t zero, uint32_t *p) {
    *p = zero;
}

static void clear_all(struct device *self) {
    for (uint32_t i = 0; i < NUMBERS;) {
        clear(i++, &self->numbers[i]);
    }
}
