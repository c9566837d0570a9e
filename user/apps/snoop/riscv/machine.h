/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What snoop tries on RISC-V. The addresses are those of QEMU's machine "virt". */
#ifndef SNOOP_MACHINE_H
#define SNOOP_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

#define KERNEL_RAM ((int32_t)0x80200100)
#define KERNEL_FLASH ((int32_t)0x80000800)

#define MACHINE_MEMORY                                                  \
    {"read kernel RAM", SNOOP_READ, ABSOLUTE, KERNEL_RAM},              \
        {"write kernel RAM", SNOOP_WRITE, ABSOLUTE, KERNEL_RAM},        \
        {"read address 0", SNOOP_READ, ABSOLUTE, 0x0},                  \
        {"read reset code", SNOOP_READ, ABSOLUTE, (int32_t)0x80000000}, \
        {"read kernel flash", SNOOP_READ, ABSOLUTE, KERNEL_FLASH},      \
        {"write kernel flash", SNOOP_WRITE, ABSOLUTE, KERNEL_FLASH}, {  \
        "jump to kernel flash", SNOOP_EXECUTE, ABSOLUTE, KERNEL_FLASH   \
    }

#define MACHINE_DEVICES                                             \
    {"read UART", SNOOP_READ, ABSOLUTE, 0x10000000},                \
        {"write UART", SNOOP_WRITE, ABSOLUTE, 0x10000000},          \
        {"write virtio", SNOOP_WRITE, ABSOLUTE, 0x10001070},        \
        {"write test device", SNOOP_WRITE, ABSOLUTE, 0x100000},     \
        {"read mtime", SNOOP_READ, ABSOLUTE, 0x0200BFF8},           \
        {"write mtimecmp", SNOOP_WRITE, ABSOLUTE, 0x02004000},      \
        {"write msip", SNOOP_WRITE, ABSOLUTE, 0x02000000},          \
        {"write PLIC enable", SNOOP_WRITE, ABSOLUTE, 0x0C002000}, { \
        "claim an interrupt", SNOOP_READ, ABSOLUTE, 0x0C200004      \
    }

/* In the order of snoop_probe's machine.h. */
#define MACHINE_PRIVILEGES                                     \
    {"read mstatus", SNOOP_PRIVILEGED, ABSOLUTE, 0},           \
        {"write mstatus", SNOOP_PRIVILEGED, ABSOLUTE, 1},      \
        {"write mtvec", SNOOP_PRIVILEGED, ABSOLUTE, 2},        \
        {"disable interrupts", SNOOP_PRIVILEGED, ABSOLUTE, 3}, \
        {"write pmpcfg0", SNOOP_PRIVILEGED, ABSOLUTE, 4},      \
        {"write pmpaddr0", SNOOP_PRIVILEGED, ABSOLUTE, 5},     \
        {"write satp", SNOOP_PRIVILEGED, ABSOLUTE, 6}, {       \
        "return as the kernel", SNOOP_PRIVILEGED, ABSOLUTE, 7  \
    }

/* Here every access that is forbidden faults. */
static inline bool machine_ignores_reads(uint32_t address) {
    (void)address;
    return false;
}

static inline bool machine_ignores_writes(uint32_t address) {
    (void)address;
    return false;
}

#endif
