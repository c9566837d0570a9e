/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Has the kernel write what the console reads into the exception frame it has waited with. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t n = lives("read_into_frame");
    if (n >= 24)
        finish();
    /* The frame of the yield below lies right under sp. Aborting the read delivers what has come;
     * to be sure of some bytes, the test types. */
    uint32_t sp;
    __asm__ volatile("mov %0, sp" : "=r"(sp));
    uint32_t from = n % 8 * 4, length = 32 - from;
    if (n >= 16) {
        from = n % 8;
        length = 1;
    }
    allow_rw(DRIVER_CONSOLE, 1, (void *)(sp - 32 + from), length);
    tell("@try frame", 3, n, from, length);
    __asm__ volatile("movs r0, #1\n movs r1, #2\n mov r2, %0\n movs r3, #0\n svc #2\n"
                     "mov r0, %1\n movs r1, #1\n movs r2, #2\n svc #0"
                     :
                     : "r"(length), "r"(n % 2 == 0 ? YIELD_WAIT_FOR : YIELD_WAIT)
                     : "r0", "r1", "r2", "r3", "r12", "lr", "memory");
    tell("@survived frame", 1, n);
    next_life();
}
