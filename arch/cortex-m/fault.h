/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What entry.S calls when something went wrong. */
#ifndef ARCH_CORTEX_M_FAULT_H
#define ARCH_CORTEX_M_FAULT_H

#include <stdint.h>

struct process;

/* The running process had a fault. */
void arch_process_faulted(struct process *p);

/* The running process made a system call with its stack pointer outside its memory. */
void arch_stack_outside(struct process *p);

/* The kernel or a capsule had one. Returns the frame to return to, if it was a capsule that is put in
 * quarantine. */
uint32_t *arch_kernel_faulted(const uint32_t frame[8]);

/* The watchdog's time is up; `frame` is NULL if a process was running. Returns the frame to return to,
 * or NULL: where it came from. */
uint32_t *arch_watch(const uint32_t *frame);

#endif
