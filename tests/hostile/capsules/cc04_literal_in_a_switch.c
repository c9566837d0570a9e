/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a compound literal in what a switch looks at */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    const struct sample *p = &self->last;
    switch ((p = &(const struct sample){self->count, 2})->value) {
    case 1:
        return 0;
    default:
        break;
    }
    return p->time;
}
