/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Filling and copying: by words from where that is aligned, for boot and brk zero whole blocks, and what is
 * copied most often is a few words long. */
#include "kernel/memory.h"

#include <stddef.h>

/* What the compiler may call for copies and fills of its own. -ffreestanding promises them to it. */
void *memcpy(void *restrict to, const void *restrict from, size_t length);
void *memset(void *to, int byte, size_t length);

void memory_zero(uint32_t address, uint32_t length) {
    memset(memory_at(address), 0, length);
}

void *memcpy(void *restrict to, const void *restrict from, size_t length) {
    uint8_t *t = to;
    const uint8_t *f = from;
    size_t at = 0;
    if (((uintptr_t)t | (uintptr_t)f) % 4 == 0) {
        for (; at + 3 < length; at += 4) {
            *(uint32_t *)(void *)(t + at) = *(const uint32_t *)(const void *)(f + at);
        }
    }
    for (; at < length; at++) {
        t[at] = f[at];
    }
    return to;
}

void *memset(void *to, int byte, size_t length) {
    uint8_t *t = to;
    uint8_t *end = t + length;
    if ((uintptr_t)t % 4 == 0) {
        for (; t + 3 < end; t += 4) {
            *(uint32_t *)(void *)t = 0x01010101u * (uint8_t)byte;
        }
    }
    while (t < end) {
        *t++ = (uint8_t)byte;
    }
    return to;
}
