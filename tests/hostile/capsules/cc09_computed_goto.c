/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a jump to an address */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(uint32_t i) {
    static const void *const targets[] = {&&one, &&two};
    goto *targets[i];
one:
    return 1;
two:
    return 2;
}
