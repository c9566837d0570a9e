/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a compound literal in the header of a loop */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    const struct sample *p = &self->last;
    for (p = &(const struct sample){self->count, 2}; self->count < 1;) {
        break;
    }
    return p->value;
}
