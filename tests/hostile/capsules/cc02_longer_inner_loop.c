/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an inner loop of the same counter's name that is longer */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_all(struct device *self) {
    for (uint32_t i = 0; i < NUMBERS; i++) {
        for (uint32_t i = 0; i < 100; i++) {
            clear(&self->numbers[i]);
        }
    }
}
