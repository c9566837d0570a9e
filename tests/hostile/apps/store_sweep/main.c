/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Stores a word to every foreign place, and to all of RAM outside of ours in steps. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t n = lives("store_sweep"), address;
    struct memory_layout o = own();
    if (n == 0)
        tell_own();
    if (!foreign_place(n, &address)) {
        unsigned count = 0;
        while (foreign_place(count, &address))
            count++;
        address = KERNEL_RAM + (n - count) * ((RAM_END - KERNEL_RAM) / 202 & ~3u);
        if (address >= RAM_END)
            finish();
        if (address >= o.ram_start && address < o.ram_break)
            next_life();
    }
    tell("@try store", 2, n, address);
    store32(address & ~3u, 0xDEADBEEF);
    tell("@lived store", 2, n, address);
    next_life();
}
