/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Memory of one command. What is allocated stays until the command ends, so nothing in this tool
 * frees, and no owner has to be named. Running out ends the command. */
#ifndef DETENT_MEMORY_H
#define DETENT_MEMORY_H

#include <stddef.h>

/* `size` zeroed bytes; never NULL. */
void *memory_new(size_t size);

/* The block at `old` (or none, if NULL) with room for `size` bytes; it may move. New bytes are not
 * zeroed. */
void *memory_grow(void *old, size_t size);

/* A copy of a string. */
char *memory_copy_string(const char *text);

/* A formatted string. */
char *memory_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Has `release` called with `object` when everything is given back: for what a library allocates. */
void memory_own(void (*release)(void *object), void *object);

/* Gives everything back: at the end of the command, and between rounds of the fuzzer. */
void memory_release_all(void);

#endif
