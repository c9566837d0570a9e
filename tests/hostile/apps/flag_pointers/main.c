/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Points the flag of yield-no-wait to every foreign place: it must be ignored. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t address;
    struct memory_layout o = own();
    tell_own();
    for (unsigned round = 0; round < 50; round++) {
        for (unsigned i = 0; foreign_place(i, &address); i++)
            syscall_raw(SYSCALL_YIELD, YIELD_NO_WAIT, address, 0, 0);
        syscall_raw(SYSCALL_YIELD, YIELD_NO_WAIT, o.ram_break, 0, 0);
        syscall_raw(SYSCALL_YIELD, YIELD_NO_WAIT, o.ram_start - 1, 0, 0);
    }
    volatile uint8_t flag = 7;
    syscall_raw(SYSCALL_YIELD, YIELD_NO_WAIT, (uintptr_t)&flag, 0, 0);
    if (flag != 0)
        tell("@bad flag", 1, flag);
    finish();
}
