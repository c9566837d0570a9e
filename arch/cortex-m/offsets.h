/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Where entry.S finds things in the kernel's structs; context.c checks each at compile time. */
#ifndef ARCH_CORTEX_M_OFFSETS_H
#define ARCH_CORTEX_M_OFFSETS_H

#define OFFSET_CONTEXT 0                   /* of struct process: context */
#define OFFSET_START_AND_BREAK 36          /* of struct process: memory.start, memory.app_break */
#define OFFSET_SYSCALLS 160                /* of struct process: debug.syscalls, debug.last_class */
#define OFFSET_LAST_ARGS 168               /* of struct process: debug.last_args */
#define OFFSET_CURRENT (4 * PROCESS_SLOTS) /* of struct kernel: current */
#define OFFSET_INTERRUPTS (OFFSET_CURRENT + 8) /* of struct kernel: interrupts */

#endif
