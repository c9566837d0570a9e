/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Ways to die that only a Cortex-M has (tests/qemu/apps/faults). */
#ifndef TESTS_QEMU_WAYS_H
#define TESTS_QEMU_WAYS_H

#include "user/lib/syscall.h"

static void coprocessor(void) {
    __asm__ volatile("mrc p10, 7, r0, cr0, cr0, 0" : : : "r0");
}

/* A branch to an address without the Thumb bit. */
static void leave_thumb(void) {
    __asm__ volatile("bx %0" : : "r"(memop(MEMOP_FLASH_START, 0).values[0]));
}

static void unaligned_pair(void) {
    uint32_t words[4];
    __asm__ volatile("ldrd r0, r1, [%0]" : : "r"((uint8_t *)words + 1) : "r0", "r1", "memory");
}

/* What an exception handler would return with. */
static void exception_return(void) {
    __asm__ volatile("bx %0" : : "r"(0xFFFFFFF9));
}

static void return_from_start(void) {
    __asm__ volatile("bx %0" : : "r"(1));
}

#define WAYS_OF_THE_FAMILY(WAY)                 \
    WAY("coprocessor", coprocessor())           \
    WAY("no_thumb_bit", leave_thumb())          \
    WAY("unaligned_pair", unaligned_pair())     \
    WAY("exception_return", exception_return()) \
    WAY("return_from_start", return_from_start())

#endif
