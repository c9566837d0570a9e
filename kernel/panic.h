/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The kernel's last words. It panics because of its own mistakes and because a board's policy says
 * so, never because of what a process does. Source: ABI 8.3. */
#ifndef KERNEL_PANIC_H
#define KERNEL_PANIC_H

#include "kernel/buffer.h"
#include "kernel/capability.h"

#include <stdint.h>

struct process;

/* Prints where (file and line number) and why, and everything about every process; then board_halt. */
KERNEL_ONLY _Noreturn void panic_at(struct text file, uint32_t number, struct text message);
#define PANIC(message) panic_at(TEXT(__FILE__), __LINE__, TEXT(message))

/* Panics because this process had a fault. */
KERNEL_ONLY _Noreturn void panic_process(const struct process *p);

/* Panics because the kernel itself had a fault, at the instruction at `pc`. */
struct arch_fault;
KERNEL_ONLY _Noreturn void panic_cpu(const struct arch_fault *fault, uint32_t pc);

/* Panics because a capsule had one. */
struct capsule_fault;
KERNEL_ONLY _Noreturn void panic_capsule(const struct capsule_fault *fault, uint32_t capsule,
                                         uintptr_t place);

/* The same for a capsule that was handed the capability. */
_Noreturn void panic_requested(struct text message, struct panic_capability capability);

/* What the board does when all has been said: blinks, resets, waits for a debugger. */
KERNEL_ONLY _Noreturn void board_halt(void);

#endif
