/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a conditional expression carries the address of an inner local */
/* expect: CC04 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(bool c) {
    uint32_t outer = 0;
    uint32_t *p = &outer;
    {
        uint32_t inner = 7;
        p = c ? &inner : &outer;
    }
    return *p;
}
