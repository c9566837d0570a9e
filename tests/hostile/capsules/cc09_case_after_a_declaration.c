/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a case past a declaration in an earlier case */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self, uint32_t x) {
    switch (x) {
    case 0:;
        const uint32_t *p = &self->count;
        return *p;
    case 1:
        return *p;
    default:
        return 0;
    }
}
