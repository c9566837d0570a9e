/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an array of variable length on the kernel's stack */
/* expect: CC09 */
#include "tests/hostile/capsules/device.h"

static uint32_t run(uint32_t n) {
    uint32_t words[n];
    for (uint32_t i = 0; i < 4; i++) {
        words[i] = i;
    }
    return words[n - 1];
}
