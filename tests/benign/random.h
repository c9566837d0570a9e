/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Random words, kept in a ring. */
#ifndef BENIGN_RANDOM_H
#define BENIGN_RANDOM_H

#include "kernel/capsule.h"

#define RANDOM_WORDS 16

struct STATIC_TYPE random {
    uint32_t ring[RANDOM_WORDS];
    uint32_t head;
    uint32_t count;
    uint32_t state;
};

void random_feed(struct random *self, uint32_t word);
bool random_take(struct random *self, uint32_t *word);

#endif
