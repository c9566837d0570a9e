/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Calls the kernel from strange places: across the edge of a page, from an address that is no multiple
 * of four, with every register wild that is not an argument; and looks whether they come back. */
#include "tests/hostile/hostile.h"

void call_across_pages(void);
uint32_t call_with_wild_registers(void);

static uint32_t exists_across_pages(uint32_t driver) {
    register uint32_t a0 __asm__("a0") = driver;
    register uint32_t a1 __asm__("a1") = 0;
    register uint32_t a4 __asm__("a4") = SYSCALL_COMMAND;
    __asm__ volatile("jalr ra, 0(%[to])"
                     : "+r"(a0), "+r"(a1)
                     : [to] "r"(call_across_pages), "r"(a4)
                     : "ra", "a2", "a3", "memory");
    return a0;
}

int main(void) {
    if (exists_across_pages(DRIVER_ALARM) != RETURN_SUCCESS)
        tell("@bad call across pages", 0);
    for (uint32_t i = 0; i < 1000; i++) {
        uint32_t changed = call_with_wild_registers();
        if (changed != 0)
            tell("@bad registers", 2, i, changed);
    }
    finish();
}
