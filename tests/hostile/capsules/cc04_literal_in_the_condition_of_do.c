/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a compound literal in the condition of a do loop */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    const struct sample *p = &self->last;
    uint32_t i = 0;
    do {
        i++;
    } while (i < 4 && (p = &(const struct sample){i, 2})->value == 2);
    return p->time;
}
