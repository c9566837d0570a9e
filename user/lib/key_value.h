/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Values under keys that are there after power-off, where the board has storage and the program has a ShortId
 * (docs/storage.md). What one of these functions has done when it returns OK, no power cut undoes; if the
 * power goes before, it is done or not, and nothing between. Driver 0x50003; source: ABI 5.8, 7.8.
 *
 * errors, of all of them: NODEVICE the board has no storage, or it does not answer; INVAL the program has no
 * ShortId, or may not write; NOSUPPORT there is no such key, or it is none of those that this program may read
 * or change; SIZE the key is longer than 64 bytes, or the value than 512; RESERVE the key is empty; NOMEM no
 * room, or not for more of this program; FAIL the flash could not do it */
#ifndef USER_KEY_VALUE_H
#define USER_KEY_VALUE_H

#include "syscall.h"

/* Reads a value. *length is that of all of it; if that is more than `room`, as much as there is room for is
 * read, and SIZE is returned. */
enum errorcode key_value_get(const void *key, size_t key_length, void *value, size_t room,
                             size_t *length);

/* Writes a value: whatever is there; only if nothing is (else NOSUPPORT); only if something is. */
enum errorcode key_value_set(const void *key, size_t key_length, const void *value, size_t length);
enum errorcode key_value_add(const void *key, size_t key_length, const void *value, size_t length);
enum errorcode key_value_update(const void *key, size_t key_length, const void *value,
                                size_t length);

enum errorcode key_value_delete(const void *key, size_t key_length);

/* Makes room now of what nobody needs any more. Without it that is done when the room is wanted. */
enum errorcode key_value_collect(void);

#endif
