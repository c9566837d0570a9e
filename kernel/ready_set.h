/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Which slots hold a process that could run: one bit each. With up to 32 slots this is one word,
 * and finding the next one a handful of instructions. */
#ifndef KERNEL_READY_SET_H
#define KERNEL_READY_SET_H

#include "arch/arch.h"
#include "kernel/config.h"

#include <stdbool.h>
#include <stdint.h>

#define READY_WORDS ((PROCESS_SLOTS + 31) / 32)
#define READY_NONE 0xFFFFFFFFu

struct ready_set {
    uint32_t words[READY_WORDS];
};

/* Where a slot's bit is. With one word the compiler is spared the arithmetic. */
static inline uint32_t ready_word(uint32_t slot) {
    return READY_WORDS == 1 ? 0 : slot / 32;
}

static inline uint32_t ready_bit(uint32_t slot) {
    return READY_WORDS == 1 ? slot : slot % 32;
}

static inline void ready_set_add(struct ready_set *s, uint32_t slot) {
    s->words[ready_word(slot)] |= (uint32_t)1 << ready_bit(slot);
}

static inline void ready_set_remove(struct ready_set *s, uint32_t slot) {
    s->words[ready_word(slot)] &= ~((uint32_t)1 << ready_bit(slot));
}

static inline bool ready_set_has(const struct ready_set *s, uint32_t slot) {
    return (s->words[ready_word(slot)] >> ready_bit(slot) & 1u) != 0;
}

static inline bool ready_set_is_empty(const struct ready_set *s) {
    uint32_t any = 0;
    for (uint32_t i = 0; i < READY_WORDS; i++) {
        any |= s->words[i];
    }
    return any == 0;
}

/* The slots that are in both. */
static inline struct ready_set ready_set_both(const struct ready_set *a,
                                              const struct ready_set *b) {
    struct ready_set both;
    for (uint32_t i = 0; i < READY_WORDS; i++) {
        both.words[i] = a->words[i] & b->words[i];
    }
    return both;
}

/* The first slot of the set after `slot`, going round; `slot` itself comes last. READY_NONE if the
 * set is empty. */
static inline uint32_t ready_set_after(const struct ready_set *s, uint32_t slot) {
    uint32_t word = ready_word(slot);
    uint32_t bits = s->words[word] & (~(uint32_t)1 << ready_bit(slot));
    for (uint32_t i = 0; i < READY_WORDS && bits == 0; i++) {
        word = READY_WORDS == 1 ? 0 : (word + 1) % READY_WORDS;
        bits = s->words[word];
    }
    return bits != 0 ? word * 32 + arch_lowest_bit(bits) : READY_NONE;
}

/* The first slot of the set from `from` on, going round. READY_NONE if the set is empty. */
static inline uint32_t ready_set_from(const struct ready_set *s, uint32_t from) {
    if (READY_WORDS > 1) {
        return ready_set_after(s, (from + READY_WORDS * 32 - 1) % (READY_WORDS * 32));
    }
    uint32_t bits = s->words[0];
    if (bits == 0) {
        return READY_NONE;
    }
    return arch_next_bit(bits, from & 31u);
}

/* The lowest slot of the set, or READY_NONE. */
static inline uint32_t ready_set_lowest(const struct ready_set *s) {
    return ready_set_after(s, READY_WORDS * 32 - 1);
}

#endif
