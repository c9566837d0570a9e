/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Exclusive loads and stores to foreign places; a store may fail, but must not pass. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t n = lives("exclusive"), address, result, mine = 0;
    if (n == 0)
        tell_own();
    if (!foreign_place(n / 2, &address))
        finish();
    address &= ~3u;
    tell("@try exclusive", 2, n, address);
    if (n & 1)
        __asm__ volatile("ldrex %0, [%1]" : "=r"(result) : "r"(address) : "memory");
    else
        __asm__ volatile("ldrex %0, [%2]\n strex %0, %3, [%1]"
                         : "=&r"(result)
                         : "r"(address), "r"(&mine), "r"(~0u)
                         : "memory");
    tell("@survived exclusive", 3, n, address, result);
    load32(address); /* a place that may not be loaded is no place of ours */
    tell("@lived exclusive", 2, n, address);
    next_life();
}
