/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a call of what a function returned */
/* expect: CC12 */
#include "tests/hostile/capsules/device.h"

typedef uint32_t step(uint32_t n);

static uint32_t one(uint32_t n) {
    return n;
}

static step *choose(void) {
    return one;
}

static uint32_t run(uint32_t n) {
    return choose()(n);
}
