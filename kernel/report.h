/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What a person reads about a process: its state and counters, its memory map with how full stack,
 * heap and grants are, its registers, its grants, its protection regions. One line at a time, so
 * that the same text goes out at once in a panic and piecemeal while everybody else goes on.
 * Shapes follow ABI 8.3 to 8.5. */
#ifndef KERNEL_REPORT_H
#define KERNEL_REPORT_H

#include "kernel/buffer.h"
#include "kernel/process.h"

#include <stdbool.h>

/* Reports begin at: what it did wrong; everything else about it; only state and memory map. */
struct report_cursor report_of_fault(void);
struct report_cursor report_of_process(void);
struct report_cursor report_of_overview(void);

/* Appends the next line to `out`, without line end. Returns false after the last. */
bool report_next(struct report_cursor *cursor, const struct process *p, struct buffer *out);

/* The decoded fault status of the CPU, for the head of a panic. */
struct report_cursor report_of_cpu_fault(void);

/* TAB and "Kernel version 2.3.0-dev1" or the like. */
void report_kernel_version(struct buffer *out);

#endif
