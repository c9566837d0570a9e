/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a call through a local function pointer, which may be anything */
/* expect: CC12 */
#include "tests/hostile/capsules/device.h"

static uint32_t one(uint32_t n) {
    return n;
}

static uint32_t run(uint32_t n) {
    uint32_t (*f)(uint32_t) = one;
    return f(n);
}
