/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a member behind an inner pointer that points to an inner local */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    uint32_t *p = &self->count;
    {
        struct sample inner = {1, 2};
        struct sample *q = &inner;
        p = &q->value;
    }
    return *p;
}
