/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The parts of arch/arch.h that are on the path of every switch from process to process. */
#ifndef ARCH_CORTEX_M_ARCH_INLINE_H
#define ARCH_CORTEX_M_ARCH_INLINE_H

#include "arch/cortex-m/scs.h"
#include "arch_types.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- Time: SysTick's 24 bits, counting down (time.c) ---- */

#define ARCH_TIME_PERIOD_CYCLES 0x01000000u

static inline uint32_t arch_time_counter(void) {
    return scs_syst_cvr_read(&SCS_SYSTICK->cvr).bits;
}

static inline uint32_t arch_time_between(uint32_t earlier, uint32_t later) {
    return (earlier - later) & (ARCH_TIME_PERIOD_CYCLES - 1u);
}

/* ---- Memory protection: pairs of RBAR and RASR, several at once through the registers' aliases;
 * each RBAR value names its region (DDI0403E B3.5.8, B3.5.10) ---- */

#define ARCH_MPU_RBAR 0xE000ED9Cu

extern uint32_t arch_shares_loaded; /* 1 or 0 */
void arch_mpu_load_shares(const struct mpu_share *shares);

static inline void arch_mpu_load(const struct mpu_regions *regions,
                                 const struct mpu_share *shares) {
    __asm__ volatile("ldmia %0, {r2-r7}\n\tstmia %1, {r2-r7}"
                     :
                     : "r"(regions), "r"(ARCH_MPU_RBAR)
                     : "r2", "r3", "r4", "r5", "r6", "r7", "memory");
    if (((uint32_t)(uintptr_t)shares | arch_shares_loaded) != 0) {
        arch_mpu_load_shares(shares);
    }
    /* The exception return that leads to a process does what an isb would (DDI0403E A3.8.3). */
    __asm__ volatile("dsb" ::: "memory");
}

#endif
