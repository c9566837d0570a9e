/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What snoop tries on Cortex-M. The addresses are those of the LM3S6965; on another chip something else
 * lies there, or nothing, and none of it is an app's. */
#ifndef SNOOP_MACHINE_H
#define SNOOP_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

#define KERNEL_RAM 0x20000000
#define KERNEL_FLASH 0x100

#define MACHINE_MEMORY                                                 \
    {"read kernel RAM", SNOOP_READ, ABSOLUTE, KERNEL_RAM},             \
        {"write kernel RAM", SNOOP_WRITE, ABSOLUTE, KERNEL_RAM},       \
        {"read kernel vectors", SNOOP_READ, ABSOLUTE, 0x0},            \
        {"read kernel flash", SNOOP_READ, ABSOLUTE, KERNEL_FLASH},     \
        {"write kernel flash", SNOOP_WRITE, ABSOLUTE, KERNEL_FLASH}, { \
        "jump to kernel flash", SNOOP_EXECUTE, ABSOLUTE, KERNEL_FLASH  \
    }

#define MACHINE_DEVICES                                                            \
    {"read UART", SNOOP_READ, ABSOLUTE, 0x4000C000},                               \
        {"write UART", SNOOP_WRITE, ABSOLUTE, 0x4000C000},                         \
        {"write GPIO", SNOOP_WRITE, ABSOLUTE, 0x40004000 + 0x3FC},                 \
        {"write clock control", SNOOP_WRITE, ABSOLUTE, 0x400FE060},                \
        {"read CPUID", SNOOP_READ, ABSOLUTE, (int32_t)0xE000ED00},                 \
        {"write vector table offset", SNOOP_WRITE, ABSOLUTE, (int32_t)0xE000ED08}, \
        {"write MPU control", SNOOP_WRITE, ABSOLUTE, (int32_t)0xE000ED94},         \
        {"write SysTick", SNOOP_WRITE, ABSOLUTE, (int32_t)0xE000E014}, {           \
        "enable interrupts", SNOOP_WRITE, ABSOLUTE, (int32_t)0xE000E100            \
    }

/* In the order of snoop_probe's machine.h. */
#define MACHINE_PRIVILEGES                                  \
    {"become privileged", SNOOP_PRIVILEGED, ABSOLUTE, 0},   \
        {"raise BASEPRI", SNOOP_PRIVILEGED, ABSOLUTE, 1},   \
        {"set PRIMASK", SNOOP_PRIVILEGED, ABSOLUTE, 2}, {   \
        "disable interrupts", SNOOP_PRIVILEGED, ABSOLUTE, 3 \
    }

#define PRIVATE_PERIPHERALS 0xE0000000u
#define FLASH_END 0x10000000u

/* QEMU does not fault where a process reaches for registers of the processor's own. */
static inline bool machine_ignores_reads(uint32_t address) {
    return address >= PRIVATE_PERIPHERALS;
}

static inline bool machine_ignores_writes(uint32_t address) {
    return address >= PRIVATE_PERIPHERALS || address < FLASH_END;
}

#endif
