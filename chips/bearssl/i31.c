/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the library does in its headers. */
#include "chips/bearssl/i31.h"

uint32_t i31_words(const uint32_t *x) {
    return (x[0] + 31) >> 5;
}

void i31_zero(uint32_t *x, const uint32_t *modulus) {
    x[0] = modulus[0];
    for (uint32_t i = 1; i <= i31_words(modulus); i++) {
        x[i] = 0;
    }
}
