/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Loading the regions of a process, on the path of every switch. */
#ifndef ARCH_ARMV7M_MPU_INLINE_H
#define ARCH_ARMV7M_MPU_INLINE_H

#include "kernel/config.h"
#include "mpu_types.h"

#include <stdint.h>

/* Pairs of RBAR and RASR, several at once through the registers' aliases;
 * each RBAR value names its region (DDI0403E B3.5.8, B3.5.10). */

#define ARCH_MPU_RBAR 0xE000ED9Cu

extern uint32_t arch_shares_loaded; /* one bit each */
void arch_mpu_load_shares(const struct mpu_share *shares);

static inline void arch_mpu_load(const struct mpu_regions *regions,
                                 const struct mpu_share *shares) {
    __asm__ volatile("ldmia %0, {r2-r7}\n\tstmia %1, {r2-r7}"
                     :
                     : "r"(regions), "r"(ARCH_MPU_RBAR)
                     : "r2", "r3", "r4", "r5", "r6", "r7", "memory");
    if (PROCESSES_SHARE && ((uint32_t)(uintptr_t)shares | arch_shares_loaded) != 0) {
        arch_mpu_load_shares(shares);
    }
    /* The exception return that leads to a process does what an isb would (DDI0403E A3.8.3). */
    __asm__ volatile("dsb" ::: "memory");
}

#endif
