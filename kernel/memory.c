/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Filling and copying. Words where both ends are aligned, since boot and brk zero whole blocks. */
#include "kernel/memory.h"

#include <stddef.h>

void memory_zero(uint32_t address, uint32_t length) {
    uint32_t at = address;
    uint32_t end = address + length;
    while (at < end && at % 4 != 0) {
        *(uint8_t *)memory_at(at++) = 0;
    }
    while (end - at >= 4) {
        *(uint32_t *)memory_at(at) = 0;
        at += 4;
    }
    while (at < end) {
        *(uint8_t *)memory_at(at++) = 0;
    }
}

/* What the compiler may call for copies and fills of its own. -ffreestanding promises them to it. */
void *memcpy(void *restrict to, const void *restrict from, size_t length);
void *memset(void *to, int byte, size_t length);

void *memcpy(void *restrict to, const void *restrict from, size_t length) {
    uint8_t *t = to;
    const uint8_t *f = from;
    for (size_t i = 0; i < length; i++) {
        t[i] = f[i];
    }
    return to;
}

void *memset(void *to, int byte, size_t length) {
    uint8_t *t = to;
    for (size_t i = 0; i < length; i++) {
        t[i] = (uint8_t)byte;
    }
    return to;
}
