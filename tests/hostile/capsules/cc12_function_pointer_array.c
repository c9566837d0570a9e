/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a call through an array of functions */
/* expect: CC12 */
#include "tests/hostile/capsules/device.h"

static uint32_t one(uint32_t n);
static uint32_t two(uint32_t n);
static uint32_t (*const steps[2])(uint32_t) = {one, two};

static uint32_t one(uint32_t n) {
    return n == 0 ? 0 : steps[n & 1](n - 1);
}

static uint32_t two(uint32_t n) {
    return one(n / 2);
}
