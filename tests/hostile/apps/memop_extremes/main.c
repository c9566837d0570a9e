/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Moves the break everywhere; checks after each call that it is where it may be, and that what it
 * got is zero. */
#include "tests/hostile/hostile.h"

static void check(const char *what, uint32_t value, uint32_t variant) {
    struct memory_layout o = own();
    if (o.ram_break < o.ram_start || o.ram_break > o.grant_start || o.grant_start > o.ram_end)
        tell("@bad break", 4, value, variant, o.ram_break, o.grant_start);
    (void)what;
}

int main(void) {
    struct memory_layout o = own();
    uint32_t first = o.ram_break;
    tell_own();
    for (uint32_t bit = 0; bit < 32; bit++)
        for (int delta = -2; delta <= 2; delta++) {
            uint32_t value = (1u << bit) + (uint32_t)delta;
            uint32_t variant = memop(MEMOP_SBRK, value).variant;
            check("sbrk", value, variant);
            variant = memop(MEMOP_SBRK, -value).variant;
            check("sbrk", -value, variant);
            memop(MEMOP_BRK, first);
        }
    uint32_t address;
    for (unsigned i = 0; foreign_place(i, &address); i++) {
        check("brk", address, memop(MEMOP_BRK, address).variant);
        memop(MEMOP_BRK, first);
    }
    /* All that is to be had, byte by byte; it is ours, and zero. */
    for (unsigned round = 0; round < 3; round++) {
        while (syscall_succeeded(memop(MEMOP_SBRK, 0x11)))
            continue;
        while (syscall_succeeded(memop(MEMOP_SBRK, 1)))
            continue;
        o = own();
        for (uint32_t at = first; at < o.ram_break; at++)
            if (load8(at) != 0)
                tell("@bad not zero", 2, at, load8(at));
        for (uint32_t at = first; at < o.ram_break; at++)
            store8(at, 0xA5);
        check("full", o.ram_break, 0);
        memop(MEMOP_BRK, first);
    }
    for (uint32_t operation = 7; operation < 300; operation++)
        for (unsigned i = 0; foreign_place(i, &address); i++)
            memop(operation, address);
    check("end", 0, 0);
    finish();
}
