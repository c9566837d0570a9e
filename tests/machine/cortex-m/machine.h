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
