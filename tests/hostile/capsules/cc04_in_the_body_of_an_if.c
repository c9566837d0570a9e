/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a compound literal in a body without braces */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self, bool c) {
    const struct sample *p = &self->last;
    if (c)
        p = &(const struct sample){self->count, 2};
    return p->value;
}
