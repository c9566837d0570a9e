/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to an array loses its length */
/* expect: CC17 */
#include "tests/hostile/capsules/device.h"

static uint32_t sum(uint32_t (*values)[NUMBERS]) {
    const uint32_t *p = *values;
    return *p;
}

static uint32_t run(struct device *self) {
    return sum(&self->numbers);
}
