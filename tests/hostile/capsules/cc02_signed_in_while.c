/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a signed index in a while loop, which may be below zero */
/* expect: CC02 */
#include "tests/hostile/capsules/device.h"

static bool clear(uint32_t *p) {
    *p = 0;
    return true;
}

static void clear_all(struct device *self, int32_t i) {
    while (i < 8 && clear(&self->numbers[i])) {
        i++;
    }
}
