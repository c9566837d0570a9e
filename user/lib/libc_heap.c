/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Where newlib's malloc gets memory: from moving the break of the process. Linked only with malloc,
 * and with stdio, which keeps its buffers there. */
#include "memory.h"

#include <errno.h>

void *_sbrk(intptr_t bytes);

void *_sbrk(intptr_t bytes) {
    uintptr_t old;
    if (memory_grow(bytes, &old) != OK) {
        errno = ENOMEM;
        return (void *)-1;
    }
    return (void *)old;
}
