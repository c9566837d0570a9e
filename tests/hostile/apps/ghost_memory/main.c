/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Leaves the kernel's traces in its block - grants, queued upcalls, lent buffers - and dies; grows over all of
 * it in its next life, and looks for anything that is not zero. */
#include "tests/hostile/hostile.h"

static void ignore(uint32_t a, uint32_t b, uint32_t c, void *data) {
    (void)a, (void)b, (void)c, (void)data;
}

/* The first word between two places that is not zero, or 0. */
static uint32_t look(uint32_t from, uint32_t end) {
    for (uint32_t at = (from + 3) & ~3u; at + 4 <= end; at += 4)
        if (load32(at) != 0)
            return at;
    return 0;
}

int main(void) {
    uint32_t n = lives("ghost_memory");
    struct memory_layout o = own();
    uint32_t step = 64 + 16 * (n % 5);
    while (syscall_succeeded(syscall_raw(SYSCALL_MEMOP, MEMOP_SBRK, step, 0, 0)))
        continue;
    uint32_t grown = own().ram_break;
    uint32_t ghost = look(o.ram_break, grown);
    /* Gives it back, and has the kernel use it instead. */
    for (uint32_t at = (o.ram_break + 3) & ~3u; at + 4 <= grown; at += 4)
        store32(at, 0xDEADBEEF);
    syscall_raw(SYSCALL_MEMOP, MEMOP_BRK, o.ram_break, 0, 0);
    if (ghost != 0)
        tell("@bad a ghost", 2, n, ghost);
    if (grown < o.ram_break + 256)
        tell("@bad it grew by nothing", 2, n, grown);
    if (n >= 16)
        finish();
    for (uint32_t driver = 0; driver < 9; driver++)
        subscribe(driver == 8 ? DRIVER_IPC : driver, 0, ignore, (void *)0x5A5A5A5A);
    allow_ro(DRIVER_CONSOLE, 1, "ghost", 5);
    for (unsigned i = 0; i < 12; i++)
        command(DRIVER_ALARM, 5, i, 0);
    if (n % 2 == 0)
        next_life();
    load32(0);
    next_life(); /* (a board may have something there: then this is as good) */
}
