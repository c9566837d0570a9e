/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Branches to its own code without the Thumb bit, in every way, an upcall too. */
#include "tests/hostile/hostile.h"

static void target(uint32_t a, uint32_t b, uint32_t c, void *appdata) {
    (void)a, (void)b, (void)c, (void)appdata;
}

int main(void) {
    uint32_t n = lives("even_branch");
    uintptr_t even = (uintptr_t)target & ~1u;
    if (n >= 5)
        finish();
    tell("@try even", 2, n, even);
    if (n == 0)
        __asm__ volatile("bx %0" : : "r"(even) : "memory");
    else if (n == 1)
        __asm__ volatile("blx %0" : : "r"(even) : "lr", "memory");
    else if (n == 2)
        __asm__ volatile("push {%0}\n pop {pc}" : : "r"(even) : "memory");
    else if (n == 3)
        __asm__ volatile("msr APSR_nzcvq, %0\n mov lr, %0\n bx lr" : : "r"(even) : "lr", "memory");
    else {
        /* The kernel sets the bit for upcalls. */
        subscribe(DRIVER_ALARM, 0, (upcall_function *)even, NULL);
        command(DRIVER_ALARM, 5, 0, 0);
        yield_wait();
        tell("@survived even upcall", 1, n);
        next_life();
    }
    tell("@lived even", 1, n);
    next_life();
}
