/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: ELEMENT carries the address of an inner array's element */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self, uint32_t i) {
    uint32_t *p = &self->count;
    {
        uint32_t inner[4] = {1, 2, 3, 4};
        p = ELEMENT(inner, i);
    }
    return *p;
}
