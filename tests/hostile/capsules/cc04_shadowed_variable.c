/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the inner of two variables of one name */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    uint32_t value = 1;
    uint32_t *p = &value;
    {
        uint32_t value = self->count;
        p = &value;
    }
    return *p;
}
