/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Recurses until the stack is full: with large frames, small frames, and system calls below. */
#include "tests/hostile/hostile.h"

/* Not a tail call, and nothing the compiler can see through. */
__attribute__((noinline)) static uint32_t deep(uint32_t depth, uint32_t kind) {
    volatile uint32_t frame[8];
    frame[depth & 7] = depth;
    if (kind == 1)
        command(DRIVER_LED, 0, 0, 0);
    if (kind == 2) {
        volatile uint32_t large[40];
        large[depth % 40] = depth;
        frame[1] = large[depth % 40];
    }
    if (depth == 0xFFFFFFFF)
        return 0;
    return deep(depth + 1, kind) + frame[depth & 7];
}

int main(void) {
    uint32_t n = lives("stack_overflow");
    if (n >= 6)
        finish();
    tell("@try overflow", 1, n);
    tell("@lived overflow", 2, n, deep(0, n % 3));
    next_life();
}
