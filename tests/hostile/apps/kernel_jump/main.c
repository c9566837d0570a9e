/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Jumps into the middle of kernel functions, all over the kernel's flash. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t n = lives("kernel_jump"), address = KERNEL_FLASH + 0x40 + n * 0x112;
    if (address >= places()->kernel_flash_end)
        finish();
    tell("@try exec", 2, n, address);
    jump(address);
    tell("@lived exec", 2, n, address);
    next_life();
}
