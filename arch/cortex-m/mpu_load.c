/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Loads the shares of a process, or takes away those of the one before it. Loading its own regions
 * is on the path of every switch, and inline (arch_inline.h). */
#include "arch/arch.h"
#include "arch/cortex-m/mpu_v7m.h"

#include <stddef.h>

_Static_assert(sizeof(struct mpu_regions) == 6 * sizeof(uint32_t), "one run of words");

uint32_t arch_shares_loaded;

void arch_mpu_load_shares(const struct mpu_share *shares) {
    arch_shares_loaded = shares != NULL ? 1 : 0;
    for (uint32_t i = 0; i < MPU_SHARES; i++) {
        struct mpu_share none;
        mpu_encode_no_share(i, &none);
        const struct mpu_region *region = shares != NULL ? &shares[i].region : &none.region;
        scs_mpu_rbar_write(&SCS_MPU->rbar, scs_mpu_rbar_bits(region->rbar));
        scs_mpu_rasr_write(&SCS_MPU->rasr, scs_mpu_rasr_bits(region->rasr));
    }
}
