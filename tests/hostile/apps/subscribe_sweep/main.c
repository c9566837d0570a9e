/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Subscribes with functions in foreign places, and has those called that were taken. */
#include "tests/hostile/hostile.h"

int main(void) {
    struct memory_layout o = own();
    uint32_t address, n = lives("subscribe_sweep");
    if (n == 0) {
        tell_own();
        for (unsigned i = 0; foreign_place(i, &address); i++)
            for (uint32_t d = 0; d < 9; d++)
                for (uint32_t number = 0; number < 4; number++)
                    if (address != 0 &&
                        syscall_succeeded(subscribe(d == 8 ? DRIVER_IPC : d, number,
                                                    (upcall_function *)(uintptr_t)address, NULL)))
                        tell("@bad subscribe", 3, d, number, address);
    }
    /* These may be taken, and then lead nowhere. */
    uint32_t functions[] = {o.ram_start,       o.ram_start + 1,      o.ram_break - 4,
                            o.ram_break - 3,   o.flash_end - 4,      o.flash_end - 3,
                            o.flash_end - 1,   o.flash_start + 0x61, o.flash_start + 2,
                            o.ram_start + 0x81};
    if (n >= COUNT(functions))
        finish();
    tell("@try upcall", 2, n, functions[n]);
    subscribe(DRIVER_ALARM, 0, (upcall_function *)(uintptr_t)functions[n], (void *)0xE000ED94);
    command(DRIVER_ALARM, 5, 0, 0);
    yield_no_wait();
    tell("@survived upcall", 2, n, functions[n]);
    next_life();
}
