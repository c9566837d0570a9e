/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Points the flag of yield-no-wait into the exception frame of that very call, byte by byte. */
#include "tests/hostile/hostile.h"

static void upcall(uint32_t a, uint32_t b, uint32_t c, void *appdata) {
    (void)a, (void)b, (void)c, (void)appdata;
}

int main(void) {
    uint32_t n = lives("flag_in_frame"), privilege = 3;
    if (n >= 64)
        finish();
    tell("@try flag", 1, n);
    subscribe(DRIVER_ALARM, 0, upcall, NULL);
    if (n & 1)
        command(DRIVER_ALARM, 5, 0, 0); /* writes 1, and delivers */
    __asm__ volatile("sub r1, sp, #32\n add r1, r1, %1\n movs r0, #0\n svc #0\n mrs %0, CONTROL"
                     : "=r"(privilege)
                     : "r"(n / 2)
                     : "r0", "r1", "r2", "r3", "r12", "lr", "memory", "cc");
    tell("@survived flag", 2, n, privilege);
    load32(KERNEL_RAM + 0x40);
    tell("@bad read kernel RAM after flag", 1, n);
    next_life();
}
