/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Which of many are taken. */
#ifndef BENIGN_BITMAP_H
#define BENIGN_BITMAP_H

#include "kernel/capsule.h"

#define BITMAP_BITS 128

struct bitmap {
    uint32_t words[BITMAP_BITS / 32];
};

bool bitmap_take(struct bitmap *b, uint32_t *which);
void bitmap_give(struct bitmap *b, uint32_t which);
uint32_t bitmap_count(const struct bitmap *b);

#endif
