/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Views on the buffers that a process allows to a driver. A process may revoke or shrink a buffer
 * between two entries into the kernel and may change its bytes whenever it runs, so a view is
 * fetched anew each time and never kept; every access is checked against the length. A buffer that
 * was never allowed, or whose process has gone, is one of no length. Source: ABI 2.6. */
#ifndef KERNEL_PROCESS_SLICE_H
#define KERNEL_PROCESS_SLICE_H

#include "kernel/buffer.h"
#include "kernel/grant.h"
#include "kernel/process_id.h"

#include <stdbool.h>
#include <stdint.h>

/* A view for reading, on a read-only or a read-write buffer. */
struct SEALED BORROWED_TYPE slice_ro {
    uint32_t address;
    uint32_t length;
};

/* A view for writing. */
struct SEALED BORROWED_TYPE slice_rw {
    uint32_t address;
    uint32_t length;
};

/* Buffer `number` that process `pid` allows to the driver of `grant`. */
struct slice_ro slice_allowed_ro(struct grant_handle grant, struct process_id pid, uint32_t number);
struct slice_rw slice_allowed_rw(struct grant_handle grant, struct process_id pid, uint32_t number);

/* The byte at `index`, or 0 beyond the end. */
uint8_t slice_get(struct slice_ro s, uint32_t index);

/* Writes the byte at `index`. Returns false, and writes nothing, beyond the end. */
bool slice_set(struct slice_rw s, uint32_t index, uint8_t byte);

/* Writes a little-endian word at `index`, or nothing if it does not fit whole. */
bool slice_set_u32(struct slice_rw s, uint32_t index, uint32_t value);

/* Appends bytes [offset, offset + length) of the view to `to`, as many as there are and as fit.
 * Returns how many. */
uint32_t slice_read(struct slice_ro s, uint32_t offset, uint32_t length, struct buffer *to);

/* Writes the window of `from` at `offset`, as far as the view reaches. Returns how many bytes. */
uint32_t slice_write(struct slice_rw s, uint32_t offset, const struct buffer *from);

#endif
