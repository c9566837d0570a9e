/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A capsule that is built in one of two ways. */
#ifndef BENIGN_VARIANTS_H
#define BENIGN_VARIANTS_H

#include "kernel/capsule.h"

#define VARIANTS_LARGE 1

#if VARIANTS_LARGE
#define VARIANTS_WORDS 32
#else
#define VARIANTS_WORDS 4
#endif

struct STATIC_TYPE variants {
    uint32_t words[VARIANTS_WORDS];
};

uint32_t variants_sum(const struct variants *self);
uint32_t variants_largest(const struct variants *self);

#endif
