/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a compound literal in the body of a loop without braces */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    const struct sample *p = &self->last;
    for (uint32_t i = 0; i < 4; i++)
        p = &(const struct sample){i, 2};
    return p->value;
}
