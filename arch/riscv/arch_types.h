/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Types whose size depends on the architecture: RISC-V, 32 bits, machine and user mode. */
#ifndef ARCH_RISCV_ARCH_TYPES_H
#define ARCH_RISCV_ARCH_TYPES_H

#include "mpu_types.h"

#include <stdint.h>

/* All that a process has in the CPU. entry.S fills it. */
struct arch_context {
    uint32_t x[31]; /* x1 to x31 */
    uint32_t pc;
};

/* What the CPU said of a fault (Privileged Architecture 3.1.15, 3.1.16). */
struct arch_fault {
    uint32_t mcause;
    uint32_t mtval;
};

/* Interrupt lines: those of the PLIC, and behind them the uses of the timer (timer.h). */
#define ARCH_PLIC_LINES 96
#define ARCH_LINE_ALARM 96
#define ARCH_LINE_SLICE 97
#define ARCH_INTERRUPT_LINES 98

#endif
