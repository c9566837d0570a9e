/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer that is initialised in one branch only */
/* expect: CC13 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self, bool c) {
    const uint32_t *p;
    if (c) {
        p = &self->count;
    }
    return *p;
}
