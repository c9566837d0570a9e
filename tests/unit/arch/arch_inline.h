/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* In place of arch/cortex-m/arch_inline.h: the functions that arch/arch.h wants inline, calling
 * the fake architecture's. */
#ifndef TESTS_UNIT_ARCH_ARCH_INLINE_H
#define TESTS_UNIT_ARCH_ARCH_INLINE_H

#include "arch_types.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void fake_arch_mpu_load(const struct mpu_regions *regions, const struct mpu_share *shares);
uint32_t fake_arch_time_counter(void);

static inline void arch_mpu_load(const struct mpu_regions *regions,
                                 const struct mpu_share *shares) {
    fake_arch_mpu_load(regions, shares);
}

static inline uint32_t arch_time_counter(void) {
    return fake_arch_time_counter();
}

/* 24 bits that count up. */
#define FAKE_TIME_MASK 0x00FFFFFFu

static inline uint32_t arch_time_between(uint32_t earlier, uint32_t later) {
    return (later - earlier) & FAKE_TIME_MASK;
}

static inline void arch_fence(void) {
    __asm__ volatile("" ::: "memory");
}

static inline uint32_t arch_lowest_bit(uint32_t bits) {
    return (uint32_t)__builtin_ctz(bits);
}

/* The distance is counted in the word turned round. */
static inline uint32_t arch_next_bit(uint32_t bits, uint32_t from) {
    uint32_t turned = bits >> from | bits << (-from & 31u);
    return (from + arch_lowest_bit(turned)) % 32;
}

#endif
