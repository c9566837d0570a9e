/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Loading the regions of a process, on the path of every switch. */
#ifndef ARCH_ARMV8M_MPU_INLINE_H
#define ARCH_ARMV8M_MPU_INLINE_H

#include "kernel/config.h"
#include "mpu_types.h"

#include <stdint.h>

/* Pairs of RBAR and RLAR, up to four at once through the registers' aliases, from the region on that RNR
 * names, which is a multiple of four: 0 but in arch_mpu_load_shares (DDI0553B D1.2, MPU_RBAR_An). */

#define ARCH_MPU_RBAR 0xE000ED9Cu

extern uint32_t arch_shares_loaded; /* 1 or 0 */
void arch_mpu_load_shares(const struct mpu_share *shares);

/* Between the stores a region reaches from where the new process's begins to where the old one's ended:
 * over blocks, or programs, of processes, where the kernel then has nothing to do. */
static inline void arch_mpu_load(const struct mpu_regions *regions,
                                 const struct mpu_share *shares) {
    __asm__ volatile("ldmia %0, {r2-r5}\n\tstmia %1, {r2-r5}"
                     :
                     : "r"(regions), "r"(ARCH_MPU_RBAR)
                     : "r2", "r3", "r4", "r5", "memory");
    if (PROCESSES_SHARE && ((uint32_t)(uintptr_t)shares | arch_shares_loaded) != 0) {
        arch_mpu_load_shares(shares);
    }
    /* The exception return that leads to a process does what an isb would (DDI0553B B3.22). */
    __asm__ volatile("dsb" ::: "memory");
}

#endif
