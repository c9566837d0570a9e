/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Makes a system call of no class with the stack pointer in a bad place. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t n = lives("stack_unknown"), sp;
    uintptr_t old;
    memory_grow(128, &old); /* a frame below the break is to spoil nothing */
    if (n == 0)
        tell_own();
    if (!bad_stack(n, &sp))
        finish();
    static const uint32_t arguments[4] = {0, 0, 0, 0};
    tell("@try stack", 2, n, sp);
    ON_STACK(sp, arguments, CALL(0xEE));
    tell("@lived stack", 2, n, sp);
    next_life();
}
