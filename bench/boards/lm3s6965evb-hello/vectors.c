/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* As far as the serial port, the last line that this board enables. */
#include "arch/cortex-m/vectors.h"
#include "chips/lm3s/lines.h"

ARCH_VECTOR_TABLE vectors[ARCH_VECTOR(LM3S_LINE_UART0 + 1)] = {
    ARCH_VECTORS(arch_fault_handler),
    [ARCH_VECTOR(LM3S_LINE_UART0)] = arch_interrupt_handler,
};
