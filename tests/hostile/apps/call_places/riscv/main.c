/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Calls the kernel from strange places: across the edge of a page, from an address that is no multiple
 * of four, with every register wild that is not an argument; and looks whether they come back. */
#include "tests/hostile/hostile.h"

/* ecall, across a multiple of 4096 */
__attribute__((naked, noinline, aligned(4096))) static void across_pages(void) {
    __asm__ volatile(".skip 4094\n"
                     "ecall\n"
                     "ret");
}

#define WILD(X)                                                                               \
    X(1, ra) X(2, sp) X(3, gp) X(4, tp) X(5, t0) X(6, t1) X(7, t2) X(8, s0) X(9, s1) X(15, a5) \
        X(16, a6) X(17, a7) X(18, s2) X(19, s3) X(20, s4) X(21, s5) X(22, s6) X(23, s7)       \
            X(24, s8) X(25, s9) X(26, s10) X(28, t3) X(29, t4) X(30, t5) X(31, t6)

/* Returns how many registers are not what they were. s11 keeps the stack pointer. */
__attribute__((naked, noinline)) static uint32_t call_with_wild_registers(void) {
#define SAVE(number, name) "sw " #name ", -4*" #number "(sp)\n"
#define FILL(number, name) "li " #name ", 0xE0000000 + 0x01010101 * " #number "\n"
#define COMPARE(number, name) \
    "li a1, 0xE0000000 + 0x01010101 * " #number "\n beq a1, " #name ", 1f\n addi a0, a0, 1\n 1:\n"
#define RESTORE(number, name) "lw " #name ", -4*" #number "(s11)\n"
    __asm__ volatile("sw s11, -4*27(sp)\n" WILD(SAVE) "mv s11, sp\n" WILD(FILL)
                     "li a4, 2\n li a0, 0\n li a1, 2\n li a2, 0\n li a3, 0\n"
                     ".balign 4\n c.nop\n ecall\n"
                     "li a0, 0\n" WILD(COMPARE) WILD(RESTORE)
                     "lw s11, -4*27(s11)\n"
                     "ret");
}

int main(void) {
    register uint32_t a0 __asm__("a0") = DRIVER_ALARM;
    register uint32_t a1 __asm__("a1") = 0;
    register uint32_t a4 __asm__("a4") = SYSCALL_COMMAND;
    __asm__ volatile("jalr ra, 0(%[to])"
                     : "+r"(a0), "+r"(a1)
                     : [to] "r"((uintptr_t)across_pages), "r"(a4)
                     : "ra", "a2", "a3", "memory");
    uint32_t variant = a0;
    if (variant != RETURN_SUCCESS)
        tell("@bad call across pages", 1, variant);
    for (uint32_t i = 0; i < 1000; i++) {
        uint32_t changed = call_with_wild_registers();
        if (changed != 0)
            tell("@bad registers", 2, i, changed);
    }
    finish();
}
