/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: down from the length, whose element is none */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_all(struct device *self) {
    for (uint32_t i = NUMBERS; i > 0; i--) {
        clear(&self->numbers[i]);
    }
}
