/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Bytes at offsets that are there after power-off (docs/storage.md): a region for all programs, which anybody may
 * read and write, and one of this program's own, which belongs to its ShortId. What was never written reads as
 * all ones. A write that lies inside of one block of 512 bytes, counted from the start of the region, is
 * done whole or not at all, however the power goes; a longer one goes block by block.
 * Drivers 0x50001 and 0x50004; source: ABI 7.8. */
#ifndef USER_NONVOLATILE_H
#define USER_NONVOLATILE_H

#include "syscall.h"

/* The region for all programs. errors: NODEVICE the board has none; INVAL not all of it lies inside, or the
 * buffer is not this program's; RESERVE there is nothing to be read or written; FAIL not all was done */
enum errorcode nonvolatile_size(size_t *bytes);
enum errorcode nonvolatile_read(size_t offset, void *buffer, size_t length);
enum errorcode nonvolatile_write(size_t offset, const void *bytes, size_t length);

/* This program's own. errors: besides these, NOSUPPORT it has no ShortId here, or may not write; NOMEM there is
 * no room for it */
enum errorcode nonvolatile_own_size(size_t *bytes);
enum errorcode nonvolatile_own_read(size_t offset, void *buffer, size_t length);
enum errorcode nonvolatile_own_write(size_t offset, const void *bytes, size_t length);

#endif
