/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Loads a byte from every foreign place, and from all of RAM in steps. */
#include "../../hostile.h"

int main(void) {
    uint32_t n = lives("load_sweep"), address;
    if (n == 0)
        tell_own();
    if (!foreign_place(n, &address)) {
        unsigned places = 0;
        while (foreign_place(places, &address))
            places++;
        address = KERNEL_RAM + (n - places) * 0x1C3; /* every residue of 4, all 64 kB */
        if (address >= RAM_END)
            finish();
    }
    tell("@try load", 2, n, address);
    uint32_t value = load8(address);
    tell("@lived load", 3, n, address, value);
    next_life();
}
