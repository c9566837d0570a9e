/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Moves the break below its own stack: the result would have to be written above the break. */
#include "tests/hostile/hostile.h"

static const int32_t below[] = {0, 4, 8, 16, 24, 28, 31, 32, 36, 40, 64, 100, 256, 400};

int main(void) {
    uint32_t n = lives("stack_shrunk");
    uintptr_t old;
    memory_grow(512, &old);
    struct memory_layout o = own();
    if (n >= 2 * COUNT(below))
        finish();
    /* A stack at the very top of what we have, and the break moved around under it. */
    uint32_t arguments[4] = {MEMOP_BRK, o.ram_break - (uint32_t)below[n / 2], 0, 0};
    if (n & 1) {
        arguments[0] = MEMOP_SBRK;
        arguments[1] = (uint32_t)-below[n / 2];
    }
    tell("@try shrink", 2, n, (uint32_t)below[n / 2]);
    ON_STACK(o.ram_break, arguments, CALL(5));
    ON_STACK(o.ram_break, arguments, CALL(2));
    tell("@survived shrink", 2, n, (uint32_t)below[n / 2]);
    next_life();
}
