/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* How far a report about a process has come (kernel/report.h). */
#ifndef KERNEL_REPORT_CURSOR_H
#define KERNEL_REPORT_CURSOR_H

#include "kernel/dialect.h"

#include <stdint.h>

struct SEALED report_cursor {
    uint8_t section;
    uint8_t line;
    uint8_t end; /* first section that is not wanted */
};

#endif
