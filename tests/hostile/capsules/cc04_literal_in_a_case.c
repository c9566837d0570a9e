/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a compound literal in a case */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self, uint32_t x) {
    const struct sample *p = &self->last;
    switch (x) {
    case 0:
        p = &(const struct sample){self->count, 2};
        break;
    default:
        break;
    }
    return p->value;
}
