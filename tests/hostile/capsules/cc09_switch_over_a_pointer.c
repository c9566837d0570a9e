/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a case past the initialisation of a pointer */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self, uint32_t x) {
    switch (x) {
        const uint32_t *p = &self->count;
    case 0:
        return *p;
    default:
        return 0;
    }
}
