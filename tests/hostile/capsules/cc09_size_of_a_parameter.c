/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a store that is hidden in the size of a parameter */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static uint32_t count(uint32_t n, const uint32_t values[static (n = 3)]) {
    return n + *values;
}

uint32_t run(void) {
    uint32_t one = 1;
    return count(2, &one);
}
