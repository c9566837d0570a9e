/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Where entry.S finds things in the kernel's structs; context.c checks each at compile time. */
#ifndef ARCH_CORTEX_M_OFFSETS_H
#define ARCH_CORTEX_M_OFFSETS_H

#include "mpu_sizes.h"

/* Of struct arch_context: exc_return where there is an FPU, and s16_to_s31 where they are not in frames. */
#define OFFSET_EXC_RETURN 36
#define OFFSET_S16 40
#if defined(ARCH_FPU_LAZY)
#define ARCH_CONTEXT_BYTES 104
#elif defined(ARCH_FPU)
#define ARCH_CONTEXT_BYTES 40
#else
#define ARCH_CONTEXT_BYTES 36
#endif

#ifdef __ARM_FEATURE_CMSE
#define ARCH_FAULT_BYTES 16
#else
#define ARCH_FAULT_BYTES 12
#endif

/* Of struct process: context; memory.start and memory.app_break; debug.syscalls and debug.last_class;
 * debug.last_args. */
#define OFFSET_CONTEXT 0
#define OFFSET_START_AND_BREAK (OFFSET_CONTEXT + ARCH_CONTEXT_BYTES)
#define OFFSET_SYSCALLS (OFFSET_START_AND_BREAK + 88 + MPU_REGIONS_BYTES + ARCH_FAULT_BYTES)
#define OFFSET_LAST_ARGS (OFFSET_SYSCALLS + 8)

/* Of struct kernel: current, interrupts. */
#define OFFSET_CURRENT (4 * PROCESS_SLOTS)
#define OFFSET_INTERRUPTS (OFFSET_CURRENT + 8)

#endif
