/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Numbers of 64 bits. */
#include "tests/benign/wide.h"

uint64_t wide_mix(uint64_t x) {
    x += UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
    return x ^ (x >> 31);
}

uint32_t wide_leading_zeros(uint64_t x) {
    uint32_t count = 64;
    for (uint8_t i = 64; i != 0; i--) {
        if ((x & (uint64_t)1 << (i - 1)) != 0) {
            count = 64u - i;
            break;
        }
    }
    return count;
}

bool wide_multiply(uint64_t a, uint64_t b, uint64_t *result) {
    *result = 0;
    if (a != 0 && b > UINT64_MAX / a) {
        return false;
    }
    *result = a * b;
    return true;
}
