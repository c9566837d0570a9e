/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the address of an element at a counter that begins below zero, by a parameter */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static void clear(uint32_t *p) {
    *p = 0;
}

static void clear_all(struct device *self, int32_t from) {
    for (int32_t i = from; i < 8; i++) {
        clear(&self->numbers[i]);
    }
}
