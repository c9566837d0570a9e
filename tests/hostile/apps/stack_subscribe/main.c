/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Subscribes with the stack pointer in a bad place. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t n = lives("stack_subscribe"), sp;
    uintptr_t old;
    memory_grow(128, &old); /* a frame below the break is to spoil nothing */
    if (n == 0)
        tell_own();
    if (!bad_stack(n, &sp))
        finish();
    static const uint32_t arguments[4] = {DRIVER_ALARM, 0, 0, 0};
    tell("@try stack", 2, n, sp);
    ON_STACK(sp, arguments, CALL(1));
    tell("@lived stack", 2, n, sp);
    next_life();
}
