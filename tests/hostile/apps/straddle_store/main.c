/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Stores of all sizes that begin or end a byte or a few beyond each edge of what is ours. */
#include "tests/hostile/hostile.h"

int main(void) {
    struct memory_layout o = own();
    uint32_t step = memory_step(&o);
    uint32_t accessible = o.ram_start + (o.ram_break - o.ram_start + step - 1) / step * step;
    uint32_t edges[] = {o.ram_start,   o.grant_start, o.ram_end,
                        o.flash_start, o.flash_end,   accessible};
    uint32_t n = lives("straddle_store");
    if (n == 0)
        tell_own();
    uint32_t edge = n / 8 / LOAD_SIZES, size = n / 8 % LOAD_SIZES, shift = n % 8;
    if (edge >= COUNT(edges))
        finish();
    uint32_t address = edges[edge] - shift;
    tell("@try straddle", 4, n, edges[edge], address, size);
    store_size(address, size + 1);
    tell("@lived straddle", 4, n, edges[edge], address, size);
    next_life();
}
