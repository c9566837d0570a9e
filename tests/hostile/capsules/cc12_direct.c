/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function that calls itself */
/* expect: CC12 */
#include "tests/hostile/capsules/device.h"

static uint32_t down(uint32_t n) {
    return n == 0 ? 0 : 1 + down(n - 1);
}

static uint32_t run(uint32_t n) {
    return down(n);
}
