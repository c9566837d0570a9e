/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Jumps to every foreign place. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t n = lives("exec_sweep"), address;
    if (n == 0)
        tell_own();
    if (!foreign_place(n, &address))
        finish();
    tell("@try exec", 2, n, address);
    jump(address);
    tell("@lived exec", 2, n, address);
    next_life();
}
