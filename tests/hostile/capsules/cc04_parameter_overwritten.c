/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a parameter, which outlives the body's blocks, is given an inner address */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(uint32_t *p, bool c) {
    if (c) {
        uint32_t inner = 7;
        p = &inner;
    }
    return *p;
}

static uint32_t start(struct device *self, bool c) {
    return run(&self->count, c);
}
