/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: __extension__ carries the address of an inner local */
/* expect: CC04|CC14 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    uint32_t *p = &self->count;
    {
        uint32_t inner = 7;
        p = __extension__ &inner;
    }
    return *p;
}
