/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Has process info write its answer into the exception frame of the question: its own name, which
 * is as good as any code address. */
#include "tests/hostile/hostile.h"

int main(void) {
    uint32_t n = lives("info_into_frame"), sp, me = own_number("info_into_frame");
    if (n >= 40)
        finish();
    tell("@try frame", 1, n);
    __asm__ volatile("mov %0, sp" : "=r"(sp));
    uint32_t from = n % 8 * 4;
    allow_rw(DRIVER_PROCESS_INFO, 0, (void *)(sp - 32 + from), 32 - from);
    __asm__ volatile("movw r0, #2\n movt r0, #1\n mov r1, %0\n mov r2, %1\n movs r3, #0\n svc #2"
                     :
                     : "r"(1 + n / 8), "r"(me)
                     : "r0", "r1", "r2", "r3", "r12", "lr", "memory", "cc");
    tell("@survived frame", 2, n, control());
    load32(KERNEL_RAM + 0x40);
    tell("@bad read kernel RAM after frame", 1, n);
    next_life();
}
