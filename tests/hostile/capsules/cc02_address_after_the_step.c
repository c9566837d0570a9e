/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of an element after the step in the body */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_all(struct device *self) {
    uint32_t i = 0;
    while (i < NUMBERS) {
        i++;
        clear(&self->numbers[i]);
    }
}
