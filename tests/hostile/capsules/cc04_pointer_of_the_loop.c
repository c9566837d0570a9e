/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer that the loop declares is set in its body */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(struct device *self) {
    uint32_t sum = 0;
    for (uint32_t i = 0, *p = &self->count; i < 8; i++) {
        sum += *p;
        uint32_t inner = i;
        p = &inner;
    }
    return sum;
}
