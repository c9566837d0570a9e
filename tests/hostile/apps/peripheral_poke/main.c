/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Writes to the peripherals that would hurt most: reset, clocks, watchdog, UART off, timers. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t n = lives("peripheral_poke");
    if (n >= 2 * places()->poke_count)
        finish();
    struct poke poke = places()->pokes[n / 2];
    tell("@try poke", 2, n, poke.address);
    if (n & 1)
        store8(poke.address, poke.value);
    else
        store32(poke.address, poke.value);
    tell("@lived poke", 2, n, poke.address);
    next_life();
}
