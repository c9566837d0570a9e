/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* System calls inside IT blocks: taken, not taken, in the middle; with upcalls in between. */
#include "tests/hostile/hostile.h"

static uint32_t upcalls;
static void upcall(uint32_t a, uint32_t b, uint32_t c, void *appdata) {
    (void)a, (void)b, (void)c, (void)appdata;
    upcalls++;
}

int main(void) {
    uint32_t bad = 0;
    subscribe(DRIVER_ALARM, 0, upcall, NULL);
    for (uint32_t i = 0; i < 1000; i++) {
        uint32_t taken, not_taken, after;
        __asm__ volatile("movs r0, #2\n movs r1, #0\n movs r2, #0\n movs r3, #0\n mov r4, #7\n"
                         "cmp r2, #0\n"
                         "ittee eq\n svceq #2\n moveq r4, #1\n movne r4, #2\n svcne #0xBD\n"
                         "mov %0, r0\n mov %2, r4\n"
                         "mov r0, #99\n cmp r2, #1\n it eq\n svceq #0xBD\n mov %1, r0"
                         : "=&r"(taken), "=&r"(not_taken), "=&r"(after)
                         :
                         : "r0", "r1", "r2", "r3", "r4", "cc", "memory");
        bad += (taken & 0x80) == 0 || not_taken != 99 || after != 1;
        command(DRIVER_ALARM, 5, 0, 0);
        yield_wait();
    }
    if (bad != 0 || upcalls != 1000)
        tell("@bad it block", 2, bad, upcalls);
    finish();
}
