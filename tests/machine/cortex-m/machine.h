/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What test programs do and C cannot say, for Cortex-M. The other architectures have a header of the
 * same name with the same things in it; programs find theirs by the include path. */
#ifndef TESTS_MACHINE_H
#define TESTS_MACHINE_H

#include <stdint.h>

#define MACHINE_UNUSED __attribute__((unused))

/* ---- Accesses that the compiler leaves alone ---- */

MACHINE_UNUSED static uint32_t load8(uint32_t address) {
    uint32_t value;
    __asm__ volatile("ldrb %0, [%1]" : "=r"(value) : "r"(address) : "memory");
    return value;
}

MACHINE_UNUSED static uint32_t load32(uint32_t address) {
    uint32_t value;
    __asm__ volatile("ldr %0, [%1]" : "=r"(value) : "r"(address) : "memory");
    return value;
}

MACHINE_UNUSED static void store8(uint32_t address, uint32_t value) {
    __asm__ volatile("strb %1, [%0]" : : "r"(address), "r"(value) : "memory");
}

MACHINE_UNUSED static void store32(uint32_t address, uint32_t value) {
    __asm__ volatile("str %1, [%0]" : : "r"(address), "r"(value) : "memory");
}

/* Of a size of 2 to 16 bytes, by its binary logarithm: with one instruction each. */
#define LOAD_SIZES 4
MACHINE_UNUSED static uint32_t load_size(uint32_t address, unsigned log2) {
    uint32_t value;
    if (log2 == 1)
        __asm__ volatile("ldrh %0, [%1]" : "=r"(value) : "r"(address));
    else if (log2 == 2)
        __asm__ volatile("ldr %0, [%1]" : "=r"(value) : "r"(address));
    else if (log2 == 3)
        __asm__ volatile("ldrd r2, r3, [%1]\n mov %0, r3"
                         : "=r"(value)
                         : "r"(address)
                         : "r2", "r3");
    else
        __asm__ volatile("ldm %1, {r2-r5}\n mov %0, r5"
                         : "=r"(value)
                         : "r"(address)
                         : "r2", "r3", "r4", "r5");
    return value;
}

/* The largest stores 32. */
MACHINE_UNUSED static void store_size(uint32_t address, unsigned log2) {
    if (log2 == 1)
        __asm__ volatile("strh %0, [%1]" : : "r"(~0u), "r"(address) : "memory");
    else if (log2 == 2)
        __asm__ volatile("str %0, [%1]" : : "r"(~0u), "r"(address) : "memory");
    else if (log2 == 3)
        __asm__ volatile("strd %0, %0, [%1]" : : "r"(~0u), "r"(address) : "memory");
    else
        __asm__ volatile("stm %0, {r0-r7}" : : "r"(address) : "memory");
}

/* ---- Control flow ---- */

#define RETURN_CODE 0x4770 /* bx lr */

/* Calls what lies there, as Thumb code. */
MACHINE_UNUSED static void jump(uint32_t address) {
    __asm__ volatile("blx %0" : : "r"(address | 1) : "r0", "r1", "r2", "r3", "r12", "lr", "memory");
}

/* Goes there for good, with these in r0 to r11. */
#define WILD_REGISTERS 12
__attribute__((noreturn)) MACHINE_UNUSED static void run_wild(uint32_t address,
                                                              const uint32_t *registers) {
    __asm__ volatile("mov r12, %0\n"
                     "mov lr, %1\n"
                     "ldm r12, {r0-r11}\n"
                     "bx lr"
                     :
                     : "r"(registers), "r"(address | 1)
                     : "memory");
    __builtin_unreachable();
}

MACHINE_UNUSED static void undefined(void) {
    __asm__ volatile("udf #0");
}

MACHINE_UNUSED static void breakpoint(void) {
    __asm__ volatile("bkpt #0");
}

/* Markers for bench/count.c, from 0 to 127. */
#define MARK(which) __asm__ volatile(".inst.w 0xF3AF8040 + %c0" : : "i"(which) : "memory")

/* So many rounds of two instructions. */
MACHINE_UNUSED static void compute(uint32_t rounds) {
    __asm__ volatile("1: subs %0, #1\n bne 1b" : "+l"(rounds) : : "cc");
}

MACHINE_UNUSED static uint32_t stack_pointer(void) {
    uint32_t sp;
    __asm__ volatile("mov %0, sp" : "=r"(sp));
    return sp;
}

/* Privileged or not, and on which stack. */
MACHINE_UNUSED static uint32_t control(void) {
    uint32_t value;
    __asm__ volatile("mrs %0, CONTROL" : "=r"(value));
    return value;
}

/* ---- On another stack ---- */

/* Runs instructions on another stack, and comes back if that was survived. The instructions may use
 * the registers of arguments, which they get from `arguments`. */
#define ON_STACK(sp_value, arguments, instructions)    \
    __asm__ volatile("mov r8, sp\n"                    \
                     "mov r10, %0\n"                   \
                     "ldm %1, {r0-r3}\n"               \
                     "mov sp, r10\n" instructions "\n" \
                     "mov sp, r8\n"                    \
                     :                                 \
                     : "r"(sp_value), "r"(arguments)   \
                     : "r0", "r1", "r2", "r3", "r8", "r10", "r12", "lr", "memory", "cc")

/* For it, and as strings: a system call of a class, its arguments anew, ... */
#define CALL(class) "svc #" #class "\n"
#define ARGUMENTS(a0, a1, a2, a3) \
    "mov r0, #" #a0 "\n mov r1, #" #a1 "\n movw r2, #" #a2 "\n mov r3, #" #a3 "\n"
#define SECOND_ARGUMENT_BELOW_STACK "sub r1, sp, #4\n"
#define COMPUTE(rounds) "ldr r3, =" #rounds "\n 1: subs r3, #1\n bne 1b\n b 2f\n .ltorg\n 2:\n"
#define LOAD_FROM_FIRST_ARGUMENT "ldr r0, [r0]\n"
#define UNDEFINED "udf #0\n"
#define PUSH_AND_POP "push {r0-r3}\n pop {r0-r3}\n"
/* ... and what a process that comes to it does not survive. */
#define PUSH_FOR_EVER "1: push {r0-r7}\n b 1b\n"

#endif
