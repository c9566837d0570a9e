/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Cases for test_traps.py: what a function of a capsule does with an index that fits, and with one
 * that does not. machine.c runs each of them on a bare CPU and prints what came of it. */
#ifndef TESTS_TOOLS_TRAPS_H
#define TESTS_TOOLS_TRAPS_H

#include <stdbool.h>
#include <stdint.h>

struct trap_case {
    const char *name;
    uint32_t (*function)(uint32_t i);
    uint32_t fits, does_not_fit;
};

#define CASE(name_, fits_, does_not_fit_)                                                   \
    uint32_t name_(uint32_t i);                                                             \
    static const struct trap_case case_##name_ __attribute__((section(".cases"), used)) = { \
        #name_,                                                                             \
        name_,                                                                              \
        (fits_),                                                                            \
        (does_not_fit_),                                                                    \
    };                                                                                      \
    __attribute__((noinline)) uint32_t name_(uint32_t i)

/* So that nothing is known of them at compile time. */
#define LENGTH 8
struct point {
    uint32_t x, y;
    uint8_t bytes[4];
};
struct trailing {
    uint32_t count;
    uint32_t items[LENGTH];
};
struct within {
    uint32_t items[LENGTH];
    uint32_t behind[LENGTH];
};
union bytes {
    uint32_t word;
    uint8_t bytes[LENGTH];
};
extern uint32_t row[LENGTH], other[LENGTH], grid[4][LENGTH];
extern struct point points[LENGTH];
extern struct trailing *trailing;
extern struct within *within;
extern union bytes *both;
extern uint32_t yes;

/* Look at what they are given, out of sight of the compiler. */
uint32_t look(const uint32_t *word);
uint32_t look_at_point(const struct point *point);

#endif
