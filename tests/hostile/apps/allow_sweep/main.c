/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Lends every driver everything that is not its own, in lengths from 1 to absurd, and checks that
 * exactly what is its own is taken. */
#include "tests/hostile/hostile.h"

static const uint32_t drivers[] = {DRIVER_ALARM,  DRIVER_CONSOLE,      DRIVER_LED,
                                   DRIVER_BUTTON, DRIVER_GPIO,         DRIVER_LOW_LEVEL_DEBUG,
                                   DRIVER_IPC,    DRIVER_PROCESS_INFO, 9,
                                   0x12345};
static const uint32_t lengths[] = {1,          2,          4,          32,         100,
                                   0x400,      0x1000,     0x10000,    0x20000000, 0x7FFFFFFF,
                                   0x80000000, 0xDFFFFFFF, 0xFFFFF000, 0xFFFFFFFE, 0xFFFFFFFF};

static bool inside(uint32_t address, uint32_t length, uint32_t start, uint32_t end) {
    return address >= start && address <= end && length <= end - address;
}

static uint32_t bad, taken;

static void try(uint32_t address, uint32_t length, const struct memory_layout *o) {
    bool ram = inside(address, length, o->ram_start, o->ram_break);
    bool flash = inside(address, length, o->flash_start + 16, o->flash_end);
    for (unsigned d = 0; d < COUNT(drivers); d++) {
        for (unsigned number = 0; number < 3; number++) {
            struct syscall_return rw = allow_rw(drivers[d], number, (void *)address, length);
            struct syscall_return ro = allow_ro(drivers[d], number, (void *)address, length);
            struct syscall_return ur =
                allow_userspace_read(drivers[d], number, (void *)address, length);
            taken +=
                (uint32_t)syscall_succeeded(rw) + syscall_succeeded(ro) + syscall_succeeded(ur);
            if ((syscall_succeeded(rw) && !ram) || (syscall_succeeded(ur) && !ram) ||
                (syscall_succeeded(ro) && !ram && !flash)) {
                bad++;
                tell("@bad allow", 4, drivers[d], number, address, length);
            }
            if (!syscall_succeeded(rw) && (rw.values[1] != address || rw.values[2] != length)) {
                bad++;
                tell("@bad failure", 4, drivers[d], number, address, length);
            }
            allow_rw(drivers[d], number, NULL, 0);
            allow_ro(drivers[d], number, NULL, 0);
        }
    }
}

int main(void) {
    uint32_t address;
    tell_own();
    allow_ro(DRIVER_CONSOLE, 1, NULL, 0);
    struct memory_layout o = own();
    for (unsigned i = 0; foreign_place(i, &address); i++)
        for (unsigned l = 0; l < COUNT(lengths); l++)
            try(address, lengths[l], &o);
    uint32_t edges[] = {o.ram_start, o.ram_break,   o.grant_start,
                        o.ram_end,   o.flash_start, o.flash_end};
    o = own(); /* the break has not moved; the grants have */
    for (unsigned i = 0; i < COUNT(edges); i++)
        for (uint32_t before = 0; before < 6; before++)
            for (uint32_t length = 1; length < 8; length++)
                try(edges[i] - before, length, &o);
    tell("@counts", 2, bad, taken);
    finish();
}
