/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the step in front of the index */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_all(struct device *self) {
    uint32_t i = 0;
    while (i < NUMBERS) {
        clear(&self->numbers[++i]);
    }
}
