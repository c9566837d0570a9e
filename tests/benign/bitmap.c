/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Which of many are taken. */
#include "tests/benign/bitmap.h"

static uint32_t lowest_zero(uint32_t word) {
    uint32_t bit = 0;
    while (bit < 32 && (word >> bit & 1u) != 0) {
        ++bit;
    }
    return bit;
}

bool bitmap_take(struct bitmap *b, uint32_t *which) {
    for (uint32_t w = 0; w < BITMAP_BITS / 32; ++w) {
        if (b->words[w] == UINT32_MAX) {
            continue;
        }
        uint32_t bit = lowest_zero(b->words[w]);
        b->words[w] |= UINT32_C(1) << bit;
        *which = w * 32 + bit;
        return true;
    }
    return false;
}

void bitmap_give(struct bitmap *b, uint32_t which) {
    if (which < BITMAP_BITS) {
        b->words[which / 32] &= ~(1u << which % 32);
    }
}

uint32_t bitmap_count(const struct bitmap *b) {
    uint32_t count = 0;
    for (uint32_t w = 0; w < BITMAP_BITS / 32; w++) {
        uint32_t x = b->words[w];
        LOOP_WHILE (x != 0, 32) {
            x &= x - 1;
            count++;
        }
    }
    return count;
}
