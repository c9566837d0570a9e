/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Sizes that a board chooses for its kernel, in board.mk (KERNEL_CONFIG). */
#ifndef KERNEL_CONFIG_H
#define KERNEL_CONFIG_H

#ifndef PROCESS_SLOTS
#error "board.mk has to set PROCESS_SLOTS: how many processes can be loaded at once"
#endif

#ifndef CPU_CYCLES_PER_US
#error "board.mk has to set CPU_CYCLES_PER_US: how fast arch_time_counter counts"
#endif

/* No reference is less than this, and no type that capsules refer to is larger: what a null
 * reference reaches is here, where nothing is (docs/capsule-c.md). */
#ifndef CAPSULE_GUARD_BYTES
#define CAPSULE_GUARD_BYTES 1024
#endif

/* May processes share memory (kernel/ipc.h)? Not where board.mk says IPC := no. */
#ifndef PROCESSES_SHARE
#define PROCESSES_SHARE 1
#endif

/* What the kernel calls its build when a person asks. */
#ifndef KERNEL_BUILD
#define KERNEL_BUILD "detent"
#endif

_Static_assert(PROCESS_SLOTS >= 1 && PROCESS_SLOTS <= 200, "a slot has to fit a byte");

#endif
