/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a compound literal in the body of an else without braces */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self, bool c) {
    const struct sample *p;
    if (c)
        p = &self->last;
    else
        p = &(const struct sample){self->count, 2};
    return p->value;
}
