/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a member of a compound literal in an inner block */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    const uint32_t *p = &self->count;
    {
        p = &(const struct sample){self->count, 2}.value;
    }
    return *p;
}
