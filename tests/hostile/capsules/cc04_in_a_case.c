/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to a local of a case */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self, uint32_t x) {
    const uint32_t *p = &self->count;
    switch (x) {
    case 0: {
        uint32_t inner = 7;
        p = &inner;
        break;
    }
    default:
        break;
    }
    return *p;
}
