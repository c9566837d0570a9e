/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a jump past the initialisation of a pointer */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self, bool c) {
    if (c) {
        goto use;
    }
    const uint32_t *p = &self->count;
use:
    return *p;
}
