/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: one of two borrowed parameters is returned */
/* expect: CC05 */
#include "tests/hostile/capsules/device.h"

static uint32_t *larger(uint32_t *a, uint32_t *b) {
    return *a > *b ? a : b;
}

static uint32_t run(struct device *self) {
    uint32_t *p = &self->count;
    {
        uint32_t local = UINT32_MAX;
        p = larger(p, &local);
    }
    return *p;
}
