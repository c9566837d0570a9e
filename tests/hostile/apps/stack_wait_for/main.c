/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Waits for an alarm with the stack pointer in a bad place, so that the answer has to be written there. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t n = lives("stack_wait_for"), sp;
    uintptr_t old;
    memory_grow(128, &old); /* a frame below the break is to spoil nothing */
    if (n == 0)
        tell_own();
    if (!bad_stack(n, &sp))
        finish();
    static const uint32_t arguments[4] = {DRIVER_ALARM, 5, 100, 0};
    command(DRIVER_ALARM, arguments[1], arguments[2], 0);
    static const uint32_t wait[4] = {YIELD_WAIT_FOR, DRIVER_ALARM, 0, 0};
    tell("@try stack", 2, n, sp);
    ON_STACK(sp, wait, CALL(0));
    tell("@lived stack", 2, n, sp);
    next_life();
}
