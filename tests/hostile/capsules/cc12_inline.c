/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: recursion by inline functions */
/* expect: CC12 */
#include "tests/hostile/capsules/device.h"

static inline uint32_t a(uint32_t n);
static inline uint32_t b(uint32_t n) {
    return n < 2 ? n : a(n - 1);
}
static inline uint32_t a(uint32_t n) {
    return n < 2 ? n : b(n - 2);
}

static uint32_t run(uint32_t n) {
    return a(n);
}
