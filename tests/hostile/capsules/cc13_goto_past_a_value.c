/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a jump past the only assignment */
/* expect: CC13 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self, bool c) {
    const uint32_t *p;
    if (c) {
        goto use;
    }
    p = &self->count;
use:
    return *p;
}
