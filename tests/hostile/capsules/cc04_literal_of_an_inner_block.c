/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to a compound literal outlives the block of the literal */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(bool c) {
    struct sample outer = {1, 2};
    const struct sample *p = &outer;
    if (c) {
        p = &(struct sample){3, 4};
    }
    return p->value;
}
