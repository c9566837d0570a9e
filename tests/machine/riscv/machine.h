/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What test programs do and C cannot say, for RISC-V; see the header of the same name for Cortex-M. */
#ifndef TESTS_MACHINE_H
#define TESTS_MACHINE_H

#include <stdint.h>

#define MACHINE_UNUSED __attribute__((unused))

/* ---- Accesses that the compiler leaves alone ---- */

MACHINE_UNUSED static uint32_t load8(uint32_t address) {
    uint32_t value;
    __asm__ volatile("lbu %0, 0(%1)" : "=r"(value) : "r"(address) : "memory");
    return value;
}

MACHINE_UNUSED static uint32_t load32(uint32_t address) {
    uint32_t value;
    __asm__ volatile("lw %0, 0(%1)" : "=r"(value) : "r"(address) : "memory");
    return value;
}

MACHINE_UNUSED static void store8(uint32_t address, uint32_t value) {
    __asm__ volatile("sb %1, 0(%0)" : : "r"(address), "r"(value) : "memory");
}

MACHINE_UNUSED static void store32(uint32_t address, uint32_t value) {
    __asm__ volatile("sw %1, 0(%0)" : : "r"(address), "r"(value) : "memory");
}

/* Of a size of 2 or 4 bytes, by its binary logarithm. */
#define LOAD_SIZES 2
MACHINE_UNUSED static uint32_t load_size(uint32_t address, unsigned log2) {
    uint32_t value;
    if (log2 == 1)
        __asm__ volatile("lhu %0, 0(%1)" : "=r"(value) : "r"(address));
    else
        __asm__ volatile("lw %0, 0(%1)" : "=r"(value) : "r"(address));
    return value;
}

MACHINE_UNUSED static void store_size(uint32_t address, unsigned log2) {
    if (log2 == 1)
        __asm__ volatile("sh %0, 0(%1)" : : "r"(~0u), "r"(address) : "memory");
    else
        __asm__ volatile("sw %0, 0(%1)" : : "r"(~0u), "r"(address) : "memory");
}

/* ---- Control flow ---- */

#define RETURN_CODE 0x8082 /* ret */

#define MACHINE_CALL_CLOBBERS                                                                 \
    "ra", "t0", "t1", "t2", "t3", "t4", "t5", "t6", "a0", "a1", "a2", "a3", "a4", "a5", "a6", \
        "a7", "memory"

/* Calls what lies there. */
MACHINE_UNUSED static void jump(uint32_t address) {
    __asm__ volatile("jalr ra, 0(%0)" : : "r"(address) : MACHINE_CALL_CLOBBERS);
}

/* Goes there for good, with these in a0 to a7 and s2 to s5. */
#define WILD_REGISTERS 12
__attribute__((noreturn)) MACHINE_UNUSED static void run_wild(uint32_t address,
                                                              const uint32_t *registers) {
    __asm__ volatile("mv t0, %0\n"
                     "mv t1, %1\n"
                     "lw a0, 0(t0)\n lw a1, 4(t0)\n lw a2, 8(t0)\n lw a3, 12(t0)\n"
                     "lw a4, 16(t0)\n lw a5, 20(t0)\n lw a6, 24(t0)\n lw a7, 28(t0)\n"
                     "lw s2, 32(t0)\n lw s3, 36(t0)\n lw s4, 40(t0)\n lw s5, 44(t0)\n"
                     "jr t1"
                     :
                     : "r"(registers), "r"(address)
                     : "memory");
    __builtin_unreachable();
}

/* Privileged Architecture 2.1: writes a counter that can only be read. */
MACHINE_UNUSED static void undefined(void) {
    __asm__ volatile("unimp");
}

MACHINE_UNUSED static void breakpoint(void) {
    __asm__ volatile("ebreak");
}

/* Markers for bench/count.c, from 0 to 127. */
#define MARK(which) __asm__ volatile("slti x0, x0, 0x700 + %0" : : "i"(which) : "memory")

/* So many rounds of two instructions. */
MACHINE_UNUSED static void compute(uint32_t rounds) {
    __asm__ volatile("1: addi %0, %0, -1\n bnez %0, 1b" : "+r"(rounds));
}

MACHINE_UNUSED static uint32_t stack_pointer(void) {
    uint32_t sp;
    __asm__ volatile("mv %0, sp" : "=r"(sp));
    return sp;
}

/* ---- On another stack ---- */

#define ON_STACK(sp_value, arguments, instructions)  \
    __asm__ volatile("mv s2, sp\n"                   \
                     "mv s3, %0\n"                   \
                     "mv t0, %1\n"                   \
                     "lw a0, 0(t0)\n"                \
                     "lw a1, 4(t0)\n"                \
                     "lw a2, 8(t0)\n"                \
                     "lw a3, 12(t0)\n"               \
                     "mv sp, s3\n" instructions "\n" \
                     "mv sp, s2\n"                   \
                     :                               \
                     : "r"(sp_value), "r"(arguments) \
                     : "a0", "a1", "a2", "a3", "a4", "t0", "s2", "s3", "memory")

#define CALL(class) "li a4, " #class "\n ecall\n"
#define ARGUMENTS(a0, a1, a2, a3) \
    "li a0, " #a0 "\n li a1, " #a1 "\n li a2, " #a2 "\n li a3, " #a3 "\n"
#define SECOND_ARGUMENT_BELOW_STACK "addi a1, sp, -4\n"
#define COMPUTE(rounds) "li t0, " #rounds "\n 1: addi t0, t0, -1\n bnez t0, 1b\n"
#define LOAD_FROM_FIRST_ARGUMENT "lw a0, 0(a0)\n"
#define UNDEFINED "unimp\n"
#define PUSH_AND_POP \
    "addi sp, sp, -16\n sw a0, 12(sp)\n sw a1, 0(sp)\n lw a0, 12(sp)\n addi sp, sp, 16\n"
#define PUSH_FOR_EVER "1: addi sp, sp, -32\n sw a0, 28(sp)\n sw a1, 0(sp)\n j 1b\n"

#endif
