/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The vector table, whose lines differ from board to board. Source: DDI0403E B1.5.3. */
#ifndef CHIPS_CMSDK_VECTORS_H
#define CHIPS_CMSDK_VECTORS_H

#include "arch/cortex-m/start.h"

#include <stdint.h>

/* layout.ld */
extern uint8_t layout_stack_top[];

/* Between power-on and the board's main. */
_Noreturn void cmsdk_reset(void);

typedef void vector(void);

/* Defines the table, for a board with so many interrupt lines, one of which is the watch's. */
#define CMSDK_VECTORS(lines_, watch_line_)                                                     \
    __attribute__((section(".vectors"), used)) static vector *const vectors[16 + (lines_)] = { \
        (vector *)(void *)layout_stack_top,                                                    \
        cmsdk_reset,                                                                           \
        [2] = arch_reset,         /* NMI: the watchdog, after the watch was not served */      \
        [3] = arch_fault_handler, /* HardFault */                                              \
        [4] = arch_fault_handler, /* MemManage */                                              \
        [5] = arch_fault_handler, /* BusFault */                                               \
        [6] = arch_fault_handler, /* UsageFault */                                             \
        [7] = arch_fault_handler, /* SecureFault, of ARMv8-M */                                \
        [11] = arch_svc_handler,                                                               \
        [14] = arch_pendsv_handler,                                                            \
        [16 ... 15 + (watch_line_)] = arch_interrupt_handler,                                  \
        [16 + (watch_line_)] = arch_watch_handler,                                             \
        [17 + (watch_line_)... 15 + (lines_)] = arch_interrupt_handler,                        \
    }

#endif
