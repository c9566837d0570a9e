/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Random words, kept in a ring. */
#include "tests/benign/random.h"

static uint32_t mix(uint32_t x) {
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return x;
}

void random_feed(struct random *self, uint32_t word) {
    self->state = mix(self->state ^ word ^ 0x9E3779B9u);
    if (self->count == RANDOM_WORDS) {
        return;
    }
    self->ring[(self->head + self->count) % RANDOM_WORDS] = self->state;
    self->count++;
}

bool random_take(struct random *self, uint32_t *word) {
    if (self->count == 0) {
        return false;
    }
    *word = self->ring[self->head];
    self->ring[self->head] = 0;
    self->head = (self->head + 1) % RANDOM_WORDS;
    self->count--;
    return true;
}
