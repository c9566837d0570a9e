/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an inner pointer carries the address of an inner local to an outer one */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    uint32_t *p = &self->count;
    {
        uint32_t inner = 7;
        uint32_t *q = &inner;
        uint32_t *r = q;
        p = r;
    }
    return *p;
}
