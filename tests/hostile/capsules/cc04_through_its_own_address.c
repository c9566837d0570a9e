/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an outer pointer is set through a star and an ampersand */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    uint32_t *p = &self->count;
    {
        uint32_t inner = 7;
        *&p = &inner;
    }
    return *p;
}
