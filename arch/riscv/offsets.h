/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Where entry.S finds things in the kernel's structs; context.c checks each at compile time. */
#ifndef ARCH_RISCV_OFFSETS_H
#define ARCH_RISCV_OFFSETS_H

#define CONTEXT_PC 124      /* of struct arch_context: pc */
#define OFFSET_SYSCALLS 240 /* of struct process: debug.syscalls, debug.last_class */
#define OFFSET_LAST_ARGS (OFFSET_SYSCALLS + 8) /* of struct process: debug.last_args */
#define OFFSET_CURRENT (4 * PROCESS_SLOTS)     /* of struct kernel: current */
#define OFFSET_INTERRUPTS (OFFSET_CURRENT + 8) /* of struct kernel: interrupts */

#endif
