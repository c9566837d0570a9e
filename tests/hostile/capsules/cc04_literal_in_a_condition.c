/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a compound literal in a condition lives as long as the if */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    const struct sample *p = &self->last;
    if ((p = &(const struct sample){self->count, 2})->value == 3) {
        return 0;
    }
    return p->value;
}
