/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The synchronous loader: makes a process of each object in app flash that can be one, and says
 * in one line why the others cannot. Source: ABI 3.3, 4.4, 5.3. And what every loader answers; the board
 * chooses one (LOADER in boards/boards.mk; kernel/loader_async.h is the other; kernel/loader_one.c the
 * smallest, for a board.mk). */
#ifndef KERNEL_LOADER_H
#define KERNEL_LOADER_H

#include "kernel/buffer.h"
#include "kernel/capability.h"
#include "kernel/range.h"

#include <stdbool.h>
#include <stdint.h>

/* Walks the objects in `flash` and gives each its block of `ram`. Objects that ask for a fixed RAM
 * address are placed first, so that the others cannot be in their way. Returns how many processes
 * there are now. */
uint32_t loader_load_all(struct range flash, struct range ram,
                         struct process_loading_capability capability);

/* Appends the next line about what was loaded while programs ran. Returns false if there is none. */
bool loader_report_line(struct buffer *out);

#endif
