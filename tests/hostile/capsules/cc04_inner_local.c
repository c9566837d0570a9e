/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to a local outlives its block */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(bool c) {
    uint32_t outer = 0;
    uint32_t *p = &outer;
    if (c) {
        uint32_t inner = 7;
        p = &inner;
    }
    return *p;
}
