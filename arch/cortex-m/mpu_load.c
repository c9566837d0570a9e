/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Loads the shares of a process, or takes away those of the one before it. Loading its own regions
 * is on the path of every switch, and inline (arch_inline.h). */
#include "arch/arch.h"
#include "arch/cortex-m/mpu_v7m.h"

#include <stddef.h>

_Static_assert(sizeof(struct mpu_regions) == 6 * sizeof(uint32_t), "one run of words");
_Static_assert(sizeof(struct mpu_share) * MPU_SHARES == 8 * sizeof(uint32_t), "one run of words");

#define NO_SHARE(index)                                                                     \
    {                                                                                       \
        .region = {.rbar = MPU_RBAR_VALID | (MPU_REGION_FIRST_SHARE + (index)), .rasr = 0 } \
    }
static const struct mpu_share no_shares[MPU_SHARES] = {NO_SHARE(0), NO_SHARE(1), NO_SHARE(2),
                                                       NO_SHARE(3)};

bool arch_shares_loaded;

void arch_mpu_load_shares(const struct mpu_share *shares) {
    arch_shares_loaded = shares != NULL;
    __asm__ volatile("ldmia %0, {r2-r9}\n\tstmia %1, {r2-r9}"
                     :
                     : "r"(arch_shares_loaded ? shares : no_shares), "r"(ARCH_MPU_RBAR)
                     : "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "memory");
}
