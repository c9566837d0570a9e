/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a call of one of two functions */
/* expect: CC12 */
#include "tests/hostile/capsules/device.h"

static uint32_t one(uint32_t n, bool c);

static uint32_t two(uint32_t n, bool c) {
    return (c ? one : two)(n - 1, c);
}

static uint32_t one(uint32_t n, bool c) {
    return n == 0 ? 0 : two(n, c);
}
