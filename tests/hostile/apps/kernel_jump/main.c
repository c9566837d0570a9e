/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Jumps into the middle of kernel functions, all over the kernel's flash. */
#include "../../hostile.h"

int main(void) {
    uint32_t n = lives("kernel_jump"), address = 0x40 + n * 0x1A2;
    if (address >= 0xC000)
        finish();
    tell("@try exec", 2, n, address);
    jump(address | 1);
    tell("@lived exec", 2, n, address);
    next_life();
}
