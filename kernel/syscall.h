/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* System calls: what the architecture's trap code calls. Source: ABI 2. */
#ifndef KERNEL_SYSCALL_H
#define KERNEL_SYSCALL_H

#include "kernel/process.h"

#include <stdint.h>

/* What the trap does next. The trap code tests for zero. */
enum trap_action {
    TRAP_RESUME = 0, /* return to the process */
    TRAP_LEAVE = 1,  /* save it whole and turn the main loop */
};

/* Notes the call for people. The trap code does this first, by itself or by calling this. */
static inline void syscall_note(struct process *p, const uint32_t registers[4], uint32_t class) {
    p->debug.syscalls++;
    p->debug.last_class = class;
    p->debug.last_args[0] = registers[0];
    p->debug.last_args[1] = registers[1];
}

/* Serves one system call of the running process, inside the trap. `registers` are the four that
 * carry arguments and results; only those that the ABI lists for the result are written.
 * pre: p is kernel.current; registers is the process's own frame, validated by the trap code */
enum trap_action syscall(struct process *p, uint32_t registers[4], uint32_t class);

/* The parts of it, by class. Each writes its result. */
enum trap_action syscall_subscribe(struct process *p, uint32_t registers[4]);
enum trap_action syscall_allow(struct process *p, uint32_t registers[4], uint32_t class);
enum trap_action syscall_memop(struct process *p, uint32_t registers[4]);

/* Ends a command whose driver had a fault. */
enum trap_action syscall_abandoned(const struct process *p, uint32_t registers[4]);

/* The plain failure (ABI 1.2). */
static inline void syscall_fail(uint32_t registers[4], enum errorcode error) {
    registers[0] = RETURN_FAILURE;
    registers[1] = (uint32_t)error;
}

#endif
