/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Loads of all sizes that begin or end a byte or a few beyond each edge of what is ours. */
#include "../../hostile.h"

int main(void) {
    struct memory_layout o = own();
    uint32_t step = (o.ram_end - o.ram_start) / 16; /* of the protection unit (ABI 3.4) */
    uint32_t accessible = o.ram_start + (o.ram_break - o.ram_start + step - 1) / step * step;
    uint32_t edges[] = {o.ram_start,   o.grant_start, o.ram_end,
                        o.flash_start, o.flash_end,   accessible};
    uint32_t n = lives("straddle_load");
    if (n == 0)
        tell_own();
    uint32_t edge = n / 32, size = n / 8 % 4, shift = n % 8;
    if (edge >= COUNT(edges))
        finish();
    /* Low edges from below, high edges across. */
    uint32_t address = edges[edge] - shift, value = 0;
    tell("@try straddle", 4, n, edges[edge], address, size);
    if (size == 0)
        __asm__ volatile("ldrh %0, [%1]" : "=r"(value) : "r"(address));
    else if (size == 1)
        __asm__ volatile("ldr %0, [%1]" : "=r"(value) : "r"(address));
    else if (size == 2)
        __asm__ volatile("ldrd r2, r3, [%1]\n mov %0, r3"
                         : "=r"(value)
                         : "r"(address)
                         : "r2", "r3");
    else
        __asm__ volatile("ldm %1, {r2-r5}\n mov %0, r5"
                         : "=r"(value)
                         : "r"(address)
                         : "r2", "r3", "r4", "r5");
    tell("@lived straddle", 5, n, edges[edge], address, size, value);
    next_life();
}
