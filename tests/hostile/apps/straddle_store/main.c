/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Stores of all sizes that begin or end a byte or a few beyond each edge of what is ours. */
#include "../../hostile.h"

int main(void) {
    struct memory_layout o = own();
    uint32_t step = (o.ram_end - o.ram_start) / 16; /* of the protection unit (ABI 3.4) */
    uint32_t accessible = o.ram_start + (o.ram_break - o.ram_start + step - 1) / step * step;
    uint32_t edges[] = {o.ram_start,   o.grant_start, o.ram_end,
                        o.flash_start, o.flash_end,   accessible};
    uint32_t n = lives("straddle_store");
    if (n == 0)
        tell_own();
    uint32_t edge = n / 32, size = n / 8 % 4, shift = n % 8;
    if (edge >= COUNT(edges))
        finish();
    uint32_t address = edges[edge] - shift;
    tell("@try straddle", 4, n, edges[edge], address, size);
    if (size == 0)
        __asm__ volatile("strh %0, [%1]" : : "r"(~0u), "r"(address) : "memory");
    else if (size == 1)
        __asm__ volatile("str %0, [%1]" : : "r"(~0u), "r"(address) : "memory");
    else if (size == 2)
        __asm__ volatile("strd %0, %0, [%1]" : : "r"(~0u), "r"(address) : "memory");
    else
        __asm__ volatile("stm %0, {r0-r7}" : : "r"(address) : "memory");
    tell("@lived straddle", 4, n, edges[edge], address, size);
    next_life();
}
