/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a pointer to a local out of a statement expression */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(void) {
    uint32_t *p = ({
        uint32_t inner = 7;
        &inner;
    });
    return *p;
}
