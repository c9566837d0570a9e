/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the files of this architecture are to each other. */
#ifndef ARCH_RISCV_TRAP_H
#define ARCH_RISCV_TRAP_H

#include "arch/riscv/csr.h"

#include <stdbool.h>
#include <stdint.h>

struct process;

/* What the kernel had in the registers that C may destroy, when it was interrupted; entry.S pushes
 * it. (The kernel has no more registers than these, sp, s0 and s1: see arch.mk.) */
struct trap_frame {
    uint32_t ra;
    uint32_t t0;
    uint32_t a0_to_a5[6];
    uint32_t pc;
    uint32_t unused[3]; /* the stack stays aligned to 16 */
};

/* The stack pointer of the main loop while a process runs or is served, else 0. */
extern uint32_t *arch_main_sp;

/* ---- What entry.S calls ---- */

/* The running process had a fault of this cause. */
void arch_process_faulted(struct process *p, uint32_t mcause);

/* The kernel or a capsule had one. Returns the frame to return to. */
struct trap_frame *arch_kernel_faulted(struct trap_frame *frame, uint32_t mcause);

/* An interrupt; `frame` is NULL if a process was running. Returns the frame to return to. */
struct trap_frame *arch_interrupted(struct trap_frame *frame, uint32_t mcause);

/* The kernel's stack has come to its end. */
_Noreturn void arch_stack_overflow(void);

/* ---- Of the timer (timer.c), for interrupts.c ---- */

/* The comparator has been reached: marks what is due. Returns whether the watch is among it. */
bool arch_timer_trap(void);

/* Takes a line of those marked, or returns -1. Interrupts are off. */
int arch_timer_take(void);

/* Not 0: there are more. */
uint32_t arch_timer_marks(void);

/* ---- Of faults (fault.c) ---- */

/* The watch's time is up. Returns the frame to return to. */
struct trap_frame *arch_watch(struct trap_frame *frame);

/* ---- Interrupts ---- */

/* Disables them; returns what arch_interrupts_restore wants. */
static inline uint32_t arch_interrupts_disable(void) {
    uint32_t before;
    __asm__ volatile("csrrci %0, mstatus, %1" : "=r"(before) : "i"(MSTATUS_MIE) : "memory");
    return before & MSTATUS_MIE;
}

static inline void arch_interrupts_restore(uint32_t before) {
    CSR_SET("mstatus", before);
}

#endif
