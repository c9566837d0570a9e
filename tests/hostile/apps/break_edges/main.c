/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Puts its break where the protection unit cannot follow exactly, has grants allocated right above it, and
 * reaches for the first byte that is the kernel's: no rounding may let it in. */
#include "tests/hostile/hostile.h"

#include <string.h>

static const uint32_t drivers[] = {DRIVER_CONSOLE, DRIVER_BUTTON, DRIVER_GPIO, DRIVER_IPC,
                                   DRIVER_RNG};

int main(void) {
    uint32_t n = lives("break_edges");
    if (n >= 64)
        finish();
    struct memory_layout o = own();
    uint32_t room = o.grant_start - o.ram_break;
    /* As far up as it goes, by odd steps, then a little down. */
    syscall_raw(SYSCALL_MEMOP, MEMOP_SBRK, room / 64 * n + n % 7, 0, 0);
    for (unsigned i = 0; i < COUNT(drivers); i++)
        allow_rw(drivers[(i + n) % COUNT(drivers)], 0, NULL, 0);
    for (uint32_t step = 1024; step != 0; step /= 2)
        while (syscall_succeeded(syscall_raw(SYSCALL_MEMOP, MEMOP_SBRK, step, 0, 0)))
            continue;
    syscall_raw(SYSCALL_MEMOP, MEMOP_SBRK, 0u - n % 5, 0, 0);
    o = own();
    tell("@try edge", 3, n, o.ram_break, o.grant_start);
    uint32_t address = o.grant_start, value = 0;
    if (n % 3 == 0)
        value = load8(address);
    else if (n % 3 == 1)
        value = load32(address);
    else
        store8(address, 0xFF);
    tell("@lived edge", 3, n, address, value);
    next_life();
}
