/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Loads a byte from every foreign place, and from all of RAM in steps. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t n = lives("load_sweep"), address;
    if (n == 0)
        tell_own();
    if (!foreign_place(n, &address)) {
        unsigned count = 0;
        while (foreign_place(count, &address))
            count++;
        uint32_t step = (RAM_END - KERNEL_RAM) / 145 | 1; /* every residue of 4 */
        address = KERNEL_RAM + (n - count) * step;
        if (address >= RAM_END)
            finish();
    }
    tell("@try load", 2, n, address);
    uint32_t value = load8(address);
    tell("@lived load", 3, n, address, value);
    next_life();
}
