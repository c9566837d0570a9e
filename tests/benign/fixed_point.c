/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Numbers with fractions, without floating point. */
#include "tests/benign/fixed_point.h"

#define ONE 65536

fixed fixed_multiply(fixed a, fixed b) {
    int64_t wide = (int64_t)a * b;
    return (fixed)(wide >> 16);
}

bool fixed_divide(fixed a, fixed b, fixed *result) {
    if (b == 0) {
        return false;
    }
    *result = (fixed)(((int64_t)a * ONE) / b);
    return true;
}

static const uint16_t quarter[10] = {0,     11380, 22415, 32768, 42126,
                                     50203, 56756, 61584, 64540, 65535};

fixed fixed_sine(uint32_t degrees) {
    uint32_t d = degrees % 360;
    bool negative = d >= 180;
    d = d % 180;
    d = d > 90 ? 180 - d : d;
    uint32_t i = d / 10;
    uint32_t low = quarter[i];
    uint32_t high = i < 9 ? quarter[i + 1] : quarter[9];
    uint32_t value = low + (high - low) * (d % 10) / 10;
    return negative ? -(fixed)value : (fixed)value;
}

uint32_t square_root(uint32_t x) {
    uint32_t root = 0;
    for (uint32_t bit = 1u << 15, i = 0; i < 16; i++, bit >>= 1) {
        uint32_t candidate = root | bit;
        if ((uint64_t)candidate * candidate <= x) {
            root = candidate;
        }
    }
    return root;
}

void fixed_put(fixed x, struct buffer *out) {
    buffer_signed(out, x / ONE);
    buffer_put(out, '.');
    uint32_t fraction = (uint32_t)(x < 0 ? -x : x) % ONE;
    int digits = 0;
    do {
        fraction *= 10;
        buffer_put(out, (uint8_t)('0' + fraction / ONE));
        fraction %= ONE;
        digits++;
    } while (digits < 4);
}
