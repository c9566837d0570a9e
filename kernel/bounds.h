/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Loops that end and indices that fit. What the checker of capsules cannot see to be so is checked
 * when it runs, and traps: a capsule fault (docs/capsule-c.md). */
#ifndef KERNEL_BOUNDS_H
#define KERNEL_BOUNDS_H

#include "kernel/dialect.h"

#include <stdbool.h>
#include <stdint.h>

/* A round of a loop that has `*left` left. Traps if that is none. */
KERNEL_ONLY static inline __attribute__((always_inline)) bool loop_round(uint32_t *left) {
    if (*left == 0) {
        __builtin_trap();
    }
    (*left)--;
    return true;
}

#define LOOP_LEFT_(line) loop_left_##line
#define LOOP_LEFT(line) LOOP_LEFT_(line)

/* Repeats the block until it is left by break or return; traps when round n + 1 would begin. */
#define LOOP_BOUND(n) for (uint32_t LOOP_LEFT(__LINE__) = (n); loop_round(&LOOP_LEFT(__LINE__));)
API_MACRO(LOOP_BOUND, "the counter is the macro's own");

/* Repeats the block while the condition holds; traps when round n + 1 would begin. */
#define LOOP_WHILE(condition, n) \
    for (uint32_t LOOP_LEFT(__LINE__) = (n); (condition) && loop_round(&LOOP_LEFT(__LINE__));)
API_MACRO(LOOP_WHILE, "the counter is the macro's own");

/* `index`, which must be less than `count`, or it traps. The compiler must not know better: it takes
 * a remainder to be less than what was divided by, also where that is 0. */
KERNEL_ONLY static inline __attribute__((always_inline)) uint32_t element_index(uint32_t index,
                                                                                uint32_t count) {
    __asm__("" : "+r"(index));
    if (index >= count) {
        __builtin_trap();
    }
    return index;
}

/* A reference to element `index` of an array. The compiler lets the address of the element behind
 * the last one pass; this does not. */
#define ELEMENT(array, index) (&(array)[element_index((index), sizeof(array) / sizeof((array)[0]))])
API_MACRO(ELEMENT, "the index is less than the length of the very array");

#endif
