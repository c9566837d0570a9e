/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Numbers for random tests: the same sequence for the same seed, everywhere (xorshift64*). */
#ifndef TESTS_UNIT_RANDOM_H
#define TESTS_UNIT_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct random {
    uint64_t state;
};

static inline struct random random_from(uint64_t seed) {
    return (struct random){seed * 2654435761u + 0x9E3779B97F4A7C15u};
}

static inline uint32_t random_word(struct random *r) {
    r->state ^= r->state >> 12;
    r->state ^= r->state << 25;
    r->state ^= r->state >> 27;
    return (uint32_t)(r->state * 0x2545F4914F6CDD1Du >> 32);
}

/* One of [0, limit). */
static inline uint32_t random_below(struct random *r, uint32_t limit) {
    return (uint32_t)((uint64_t)random_word(r) * limit >> 32);
}

/* One of [low, high]. */
static inline uint32_t random_between(struct random *r, uint32_t low, uint32_t high) {
    return low + random_below(r, high - low + 1);
}

static inline bool random_one_in(struct random *r, uint32_t n) {
    return random_below(r, n) == 0;
}

/* Mostly small, sometimes huge: what finds the ends of ranges. */
static inline uint32_t random_skewed(struct random *r) {
    return random_word(r) >> random_below(r, 32);
}

#endif
