/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The memory of the process:
 *
 *   RAM    start | stack | data | heap | break ... nobody's ... grant start | grants | end
 *   flash  start | header | program | end
 *
 * malloc uses this; call it yourself only in a program without malloc, or to look. Source: ABI 2.8,
 * 3.1, 3.2. */
#ifndef USER_MEMORY_H
#define USER_MEMORY_H

#include "syscall.h"

struct memory_layout {
    uintptr_t ram_start;
    uintptr_t ram_break;   /* first byte that is not ours */
    uintptr_t grant_start; /* what the kernel keeps for this process begins here */
    uintptr_t ram_end;
    uintptr_t flash_start; /* of the header */
    uintptr_t flash_end;
};

void memory_get_layout(struct memory_layout *layout);

/* Moves the break. New memory is zero.
 * errors: NOMEM not above what the kernel needs, nor below a buffer that was ever lent to it */
static inline enum errorcode memory_set_break(uintptr_t address) {
    return syscall_error(memop(MEMOP_BRK, address));
}

/* Moves the break by `bytes`, up or down; *old is where it was. errors: NOMEM */
static inline enum errorcode memory_grow(intptr_t bytes, uintptr_t *old) {
    struct syscall_return result = memop(MEMOP_SBRK, (uint32_t)bytes);
    *old = syscall_succeeded(result) ? result.values[0] : 0;
    return syscall_error(result);
}

/* ---- Flash that the process may have written (ABI 4.3) ---- */

uint32_t memory_writeable_flash_count(void);

/* errors: FAIL no such region */
enum errorcode memory_get_writeable_flash(uint32_t index, uintptr_t *start, uintptr_t *end);

#endif
