/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Looks processes up by names that are none: of every length, from every place, half taken back; and notifies
 * numbers that nobody has. What is found must be a slot, and what is notified must exist. */
#include "tests/hostile/hostile.h"

static const uint32_t numbers[] = {8,   9,       31,         32,         33,         255,
                                   256, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF};

static void discover(const void *name, uint32_t length) {
    allow_ro(DRIVER_IPC, 0, name, length);
    struct syscall_return found = command(DRIVER_IPC, 1, 0, 0);
    if (syscall_succeeded(found) && found.values[0] >= 32)
        tell("@bad slot", 2, length, found.values[0]);
}

int main(void) {
    static uint8_t name[64];
    struct memory_layout o = own();
    for (uint32_t length = 0; length <= sizeof(name); length++) {
        for (uint32_t i = 0; i < length; i++)
            name[i] = (uint8_t)("victim"[i % 6] ^ (length & 0x40));
        discover(name, length);
    }
    /* Its whole RAM and its whole program for a name; names that touch the ends of both. */
    discover((void *)o.ram_start, o.ram_break - o.ram_start);
    discover((void *)(o.flash_end - 1), 1);
    discover((void *)(o.ram_break - 1), 1);
    for (uint32_t start = o.flash_start + 64; start + 6 < o.flash_end; start += 257)
        discover((void *)start, o.flash_end - start);
    for (unsigned i = 0; i < COUNT(numbers); i++)
        for (uint32_t kind = 2; kind < 6; kind++)
            if (syscall_succeeded(command(DRIVER_IPC, kind, numbers[i], numbers[i])))
                tell("@bad notified", 2, kind, numbers[i]);
    finish();
}
