/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Capabilities: a kernel call that not every capsule should make takes one as an argument. They
 * have no size, so they cost no code; only a board can make one (kernel/capability_mint.h), and a
 * capsule has one only if the board handed it over. */
#ifndef KERNEL_CAPABILITY_H
#define KERNEL_CAPABILITY_H

/* To stop, start, restart and terminate processes. */
struct process_management_capability {};

/* To create processes. */
struct process_loading_capability {};

/* To run the main loop. */
struct main_loop_capability {};

/* To bring the kernel down. */
struct panic_capability {};

#endif
