/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Goes to its own code at odd addresses, in every way, an upcall too: the lowest bit is nobody's
 * (Unprivileged ISA 2.5; mepc: Privileged Architecture 3.1.14), so it arrives. And into the middle of
 * an instruction, whose second half is one of its own. */
#include "tests/hostile/hostile.h"

static volatile uint32_t arrived;

__attribute__((noinline)) static void target(uint32_t a, uint32_t b, uint32_t c, void *appdata) {
    (void)a, (void)b, (void)c, (void)appdata;
    arrived++;
}

/* lui t0, 0x80820: its upper half is 0x8082, ret. */
__attribute__((naked, noinline)) static void halves(void) {
    __asm__ volatile(".4byte 0x808202B7\n ret");
}

int main(void) {
    uint32_t n = lives("odd_branch");
    uintptr_t odd = (uintptr_t)target | 1;
    if (n >= 4)
        finish();
    tell("@try odd", 2, n, odd);
    if (n == 0) {
        jump(odd);
    } else if (n == 1) {
        __asm__ volatile("la ra, 1f\n addi ra, ra, 1\n jr %0\n 1:"
                         :
                         : "r"(odd)
                         : MACHINE_CALL_CLOBBERS);
    } else if (n == 2) {
        subscribe(DRIVER_ALARM, 0, (upcall_function *)odd, NULL);
        command(DRIVER_ALARM, 5, 0, 0);
        yield_wait();
    } else {
        jump((uintptr_t)halves + 2);
        arrived++;
    }
    tell(arrived == 1 ? "@survived odd" : "@bad odd", 2, n, arrived);
    next_life();
}
