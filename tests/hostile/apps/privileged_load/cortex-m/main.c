/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Unprivileged-access instructions, preloads, literal loads and pops from foreign places. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t n = lives("privileged_load"), address, value = 0;
    if (n == 0)
        tell_own();
    if (!foreign_place(n / 3, &address))
        finish();
    tell("@try load", 2, n, address);
    if (n % 3 == 0)
        __asm__ volatile("ldrt %0, [%1]" : "=r"(value) : "r"(address & ~3u));
    else if (n % 3 == 1)
        __asm__ volatile("pld [%1]\n pli [%1]\n ldrsb %0, [%1]" : "=r"(value) : "r"(address));
    else
        __asm__ volatile("mov r2, sp\n mov sp, %1\n pop {%0}\n mov sp, r2"
                         : "=r"(value)
                         : "r"(address & ~3u)
                         : "r2");
    tell("@lived load", 3, n, address, value);
    next_life();
}
