/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The synchronous loader: makes a process of each object in app flash that can be one, and says
 * in one line why the others cannot. Source: ABI 3.3, 4.4, 5.3. */
#ifndef KERNEL_LOADER_H
#define KERNEL_LOADER_H

#include "kernel/capability.h"
#include "kernel/range.h"

#include <stdint.h>

/* Walks the objects in `flash` and gives each its block of `ram`. Objects that ask for a fixed RAM
 * address are placed first, so that the others cannot be in their way. Returns how many processes
 * there are now. */
uint32_t loader_load_all(struct range flash, struct range ram,
                         struct process_loading_capability capability);

#endif
