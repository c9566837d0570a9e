/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the vector tables of all chips have in common: the CPU's own sixteen entries. A chip defines
 *
 *     ARCH_VECTOR_TABLE vectors[ARCH_VECTOR(lines)] = {
 *         ARCH_VECTORS(arch_fault_handler),
 *         [ARCH_VECTOR(line)] = arch_interrupt_handler, ... };
 *
 * Source: DDI0403E B1.5.3. */
#ifndef ARCH_CORTEX_M_VECTORS_H
#define ARCH_CORTEX_M_VECTORS_H

#include "arch/cortex-m/start.h"

#include <stdint.h>

typedef void arch_vector(void);
#define ARCH_VECTOR_TABLE __attribute__((section(".vectors"), used)) static arch_vector *const

/* Where the vector of an interrupt line is. */
#define ARCH_VECTOR(line) (16 + (line))

/* layout.ld */
extern uint8_t layout_stack_top[];

/* `nmi`: what the chip has connected to it, or arch_fault_handler. 3 to 6 are HardFault, MemManage,
 * BusFault, UsageFault; 7 is the SecureFault of ARMv8-M, and never comes on ARMv7-M. */
#define ARCH_VECTORS(nmi)                                                                          \
    (arch_vector *)(void *)layout_stack_top, arch_power_on,                                        \
        [2] = (nmi), [3] = arch_fault_handler, [4] = arch_fault_handler, [5] = arch_fault_handler, \
        [6] = arch_fault_handler, [7] = arch_fault_handler, [11] = arch_svc_handler,               \
        [14] = arch_pendsv_handler

#endif
