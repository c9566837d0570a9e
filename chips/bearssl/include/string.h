/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What BearSSL wants of <string.h>, where there is no libc. */
#ifndef CHIPS_BEARSSL_STRING_H
#define CHIPS_BEARSSL_STRING_H

#include <stddef.h>

void *memcpy(void *restrict to, const void *restrict from, size_t length);
void *memmove(void *to, const void *from, size_t length);
void *memset(void *to, int byte, size_t length);

#endif
