/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: two pointers to one object that swear to be two */
/* expect: CC14 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(uint32_t *restrict a, uint32_t *restrict b) {
    *a = 1;
    *b = 2;
    return *a;
}

static uint32_t start(struct device *self) {
    return run(&self->count, &self->count);
}
