/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See memory.h. */
#include "memory.h"

static uint32_t query(uint32_t operation, uint32_t argument) {
    struct syscall_return result = memop(operation, argument);
    return syscall_succeeded(result) ? result.values[0] : 0;
}

void memory_get_layout(struct memory_layout *layout) {
    layout->ram_start = query(MEMOP_RAM_START, 0);
    layout->ram_break = query(MEMOP_SBRK, 0);
    layout->grant_start = query(MEMOP_GRANT_START, 0);
    layout->ram_end = query(MEMOP_RAM_END, 0);
    layout->flash_start = query(MEMOP_FLASH_START, 0);
    layout->flash_end = query(MEMOP_FLASH_END, 0);
}

uint32_t memory_writeable_flash_count(void) {
    return query(MEMOP_WRITEABLE_FLASH_COUNT, 0);
}

enum errorcode memory_get_writeable_flash(uint32_t index, uintptr_t *start, uintptr_t *end) {
    *start = query(MEMOP_WRITEABLE_FLASH_START, index);
    *end = query(MEMOP_WRITEABLE_FLASH_END, index);
    return *end != 0 ? OK : ERR_FAIL;
}
