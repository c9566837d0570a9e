/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a compound literal in the condition of a loop */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    const struct sample *p = &self->last;
    LOOP_WHILE ((p = &(const struct sample){self->count, 2})->value == 3, 4) {
        self->count++;
    }
    return p->value;
}
