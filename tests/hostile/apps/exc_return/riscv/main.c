/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Returns from traps that it never was in, with every register pointing into the kernel. */
#include "tests/hostile/hostile.h"

#define RETURN_TO(instruction)                                                                 \
    __asm__ volatile("mv ra, %0\n mv t0, %0\n mv t1, %0\n mv a0, %0\n mv a1, %0\n" instruction \
                     :                                                                         \
                     : "r"(to)                                                                 \
                     : "ra", "t0", "t1", "a0", "a1", "memory")

int main(void) {
    uint32_t n = lives("exc_return");
    uint32_t targets[] = {KERNEL_FLASH, KERNEL_FLASH + 0x200, KERNEL_RAM, 0};
    if (n >= 4 * COUNT(targets))
        finish();
    uint32_t to = targets[n / 4];
    tell("@try return", 2, n, to);
    if (n % 4 == 0)
        RETURN_TO(".4byte 0x30200073"); /* mret */
    else if (n % 4 == 1)
        RETURN_TO(".4byte 0x10200073"); /* sret */
    else if (n % 4 == 2)
        RETURN_TO(".4byte 0x00200073"); /* uret */
    else
        RETURN_TO(".4byte 0x7B200073"); /* dret */
    tell("@lived return", 2, n, to);
    load32(KERNEL_RAM + 0x40);
    tell("@bad read kernel RAM after return", 1, n);
    next_life();
}
