/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Files are read whole, and written whole or not at all. */
#ifndef DETENT_FILE_H
#define DETENT_FILE_H

#include "bytes.h"

/* No flash of a microcontroller, and no program for one, is larger. */
#define FILE_SIZE_MAX ((size_t)64 * 1024 * 1024)

/* Ends the program if it cannot be read. */
struct span file_read(const char *path);

/* Writes next to `path` and renames, so that `path` holds what was there or `content`, whole, even if
 * the machine stops. A file that is replaced keeps its mode. Ends the program if it cannot. */
void file_write(const char *path, struct span content);

/* Writes a new file, with this mode whatever the umask; ends the program if there is one already, or if
 * it cannot. For what must not be lost, as a key. */
void file_create(const char *path, struct span content, unsigned mode);

/* The name without its folders. */
const char *file_base_name(const char *path);

#endif
