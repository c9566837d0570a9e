/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The vector table. Source: LM3S6965 data sheet, table 2-8. */
#include "arch/cortex-m/vectors.h"
#include "chips/lm3s/lines.h"

#define LINE(line) [ARCH_VECTOR(line)] = arch_interrupt_handler

ARCH_VECTOR_TABLE vectors[ARCH_VECTOR(LM3S_LINES)] = {
    ARCH_VECTORS(arch_fault_handler), /* NMI: nothing is connected to it */
    LINE(LM3S_LINE_PORT_A),
    LINE(LM3S_LINE_PORT_B),
    LINE(LM3S_LINE_PORT_C),
    LINE(LM3S_LINE_PORT_D),
    LINE(LM3S_LINE_PORT_E),
    LINE(LM3S_LINE_UART0),
    LINE(LM3S_LINE_TIMER0),
    LINE(LM3S_LINE_TIMER1),
    LINE(LM3S_LINE_PORT_F),
    LINE(LM3S_LINE_PORT_G),
    [ARCH_VECTOR(LM3S_LINE_WATCHDOG)] = arch_watch_handler,
};
