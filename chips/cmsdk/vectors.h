/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The vector table, whose lines differ from board to board. Source: DDI0403E B1.5.3. */
#ifndef CHIPS_CMSDK_VECTORS_H
#define CHIPS_CMSDK_VECTORS_H

#include "arch/cortex-m/vectors.h"

/* Defines the table, for a board with so many interrupt lines, one of which is the watch's. The NMI is
 * the watchdog, after the watch was not served. */
#define CMSDK_VECTORS(lines_, watch_line_)                                                   \
    ARCH_VECTOR_TABLE vectors[ARCH_VECTOR(lines_)] = {                                       \
        ARCH_VECTORS(arch_reset),                                                            \
        [ARCH_VECTOR(0)... ARCH_VECTOR(watch_line_) - 1] = arch_interrupt_handler,           \
        [ARCH_VECTOR(watch_line_)] = arch_watch_handler,                                     \
        [ARCH_VECTOR(watch_line_) + 1 ... ARCH_VECTOR(lines_) - 1] = arch_interrupt_handler, \
    }

#endif
