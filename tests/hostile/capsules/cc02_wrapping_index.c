/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an index of a byte that is compared as a larger number */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_all(struct device *self) {
    for (int8_t i = 0; i < 8 && i > -100; i--) {
        clear(&self->numbers[i]);
    }
}
