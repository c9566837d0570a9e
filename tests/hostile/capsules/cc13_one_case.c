/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer that is initialised in all cases but one */
/* expect: CC13 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self, uint32_t x) {
    const uint32_t *p;
    switch (x) {
    case 0:
        p = &self->count;
        break;
    case 1:
        p = &self->last.value;
        break;
    }
    return *p;
}
