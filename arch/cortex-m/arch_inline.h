/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The parts of arch/arch.h that are on the path of every switch from process to process. */
#ifndef ARCH_CORTEX_M_ARCH_INLINE_H
#define ARCH_CORTEX_M_ARCH_INLINE_H

#include "arch/cortex-m/scs.h"
#include "arch_types.h"
#include "mpu_inline.h" /* arch_mpu_load */

#include <stdint.h>

/* ---- Time: SysTick's 24 bits, counting down (time.c) ---- */

#define ARCH_TIME_PERIOD_CYCLES 0x01000000u

/* A chip can offer another clock than the CPU's (DDI0403E B3.3.1), so that a period lasts longer; a
 * board that takes it says so in KERNEL_CONFIG, and then CPU_CYCLES_PER_US is the rate of that one. */
#ifdef ARCH_TIME_REFERENCE_CLOCK
#define ARCH_TIME_CLKSOURCE 0u
#else
#define ARCH_TIME_CLKSOURCE 1u
#endif

static inline uint32_t arch_time_counter(void) {
    return scs_syst_cvr_read(&SCS_SYSTICK->cvr).bits;
}

static inline uint32_t arch_time_between(uint32_t earlier, uint32_t later) {
    return (earlier - later) & (ARCH_TIME_PERIOD_CYCLES - 1u);
}

static inline void arch_fence(void) {
    __asm__ volatile("dmb" ::: "memory");
}

/* rbit and clz */
static inline uint32_t arch_lowest_bit(uint32_t bits) {
    return (uint32_t)__builtin_ctz(bits);
}

/* The distance is counted in the word turned round. */
static inline uint32_t arch_next_bit(uint32_t bits, uint32_t from) {
    uint32_t turned = bits >> from | bits << (-from & 31u);
    return (from + arch_lowest_bit(turned)) % 32;
}

#endif
