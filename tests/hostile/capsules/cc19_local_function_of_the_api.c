/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a local of the name of a function that an API macro calls */
/* expect: CC19|CC12|CC10 */
#include "tests/hostile/capsules/device.h"

static uint32_t no_check(uint32_t i, uint32_t n) {
    return n > 0 ? i : 0;
}

static void set(struct device *self, uint32_t i) {
    uint32_t (*element_index)(uint32_t, uint32_t) = no_check;
    *ELEMENT(self->numbers, i) = 0;
}
