/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: two functions that call each other */
/* expect: CC12 */
#include "tests/hostile/capsules/device.h"

static uint32_t odd(uint32_t n);

static uint32_t even(uint32_t n) {
    return n == 0 ? 1 : odd(n - 1);
}

static uint32_t odd(uint32_t n) {
    return n == 0 ? 0 : even(n - 1);
}

static uint32_t run(uint32_t n) {
    return even(n);
}
