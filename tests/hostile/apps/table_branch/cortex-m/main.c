/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Table branches whose table lies in foreign memory: they read it on our behalf. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t n = lives("table_branch"), address;
    if (n == 0)
        tell_own();
    if (!foreign_place(n / 2, &address))
        finish();
    tell("@try table", 2, n, address);
    if (n & 1)
        __asm__ volatile("tbb [%0, %1]\n .rept 256\n nop\n .endr\n" : : "r"(address), "r"(0));
    else
        __asm__ volatile("tbh [%0, %1, lsl #1]\n .rept 256\n nop\n .endr\n"
                         :
                         : "r"(address), "r"(0));
    tell("@lived table", 2, n, address);
    next_life();
}
