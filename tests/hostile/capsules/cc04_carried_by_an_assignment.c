/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the value of an assignment carries the address of an inner local */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    uint32_t *p = &self->count;
    {
        uint32_t inner = 7;
        uint32_t *q = &self->count;
        p = q = &inner;
    }
    return *p;
}
