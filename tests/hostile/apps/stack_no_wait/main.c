/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Yields with nothing to wait for, and a flag right where the exception frame goes. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t n = lives("stack_no_wait"), sp;
    uintptr_t old;
    memory_grow(128, &old); /* a frame below the break is to spoil nothing */
    if (n == 0)
        tell_own();
    if (!bad_stack(n, &sp))
        finish();
    static const uint32_t arguments[4] = {YIELD_NO_WAIT, 0, 0, 0};
    tell("@try stack", 2, n, sp);
    ON_STACK(sp, arguments, SECOND_ARGUMENT_BELOW_STACK CALL(0));
    tell("@lived stack", 2, n, sp);
    next_life();
}
