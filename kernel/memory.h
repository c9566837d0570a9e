/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* From a validated address to the bytes there: the kernel's only door between the two. Addresses
 * that a process named come here after kernel/process_memory.h said yes, not before. */
#ifndef KERNEL_MEMORY_H
#define KERNEL_MEMORY_H

#include <stdint.h>

static inline void *memory_at(uint32_t address) {
    return (void *)(uintptr_t)address;
}

static inline const void *memory_at_const(uint32_t address) {
    return (const void *)(uintptr_t)address;
}

/* Zeroes `length` bytes from `address` on. */
void memory_zero(uint32_t address, uint32_t length);

#endif
