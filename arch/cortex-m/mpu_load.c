/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Loads the shares of a process, or takes away those of the one before it. Loading its own regions
 * is on the path of every switch, and inline (arch_inline.h). */
#include "arch/arch.h"
#include "arch/cortex-m/mpu_v7m.h"

#include <stddef.h>

_Static_assert(sizeof(struct mpu_regions) == 6 * sizeof(uint32_t), "one run of words");

/* 1 at first, so that the first process that is entered has all regions of the unit written, whose
 * contents after reset nobody knows. Only then is the unit switched on. */
uint32_t arch_shares_loaded = 1;

/* Each region is off while its base changes: of its old size at its new base it might cover what
 * the kernel is just executing. */
void arch_mpu_load_shares(const struct mpu_share *shares) {
    arch_shares_loaded = shares != NULL ? 1 : 0;
    for (uint32_t i = 0; i < MPU_SHARES; i++) {
        scs_mpu_rnr_write(&SCS_MPU->rnr, scs_mpu_rnr_bits(MPU_REGION_FIRST_SHARE + i));
        scs_mpu_rasr_write(&SCS_MPU->rasr, scs_mpu_rasr_bits(0));
        if (shares != NULL) {
            scs_mpu_rbar_write(&SCS_MPU->rbar, scs_mpu_rbar_bits(shares[i].region.rbar));
            scs_mpu_rasr_write(&SCS_MPU->rasr, scs_mpu_rasr_bits(shares[i].region.rasr));
        }
    }
    /* The kernel keeps the default map; a process has only the regions that are loaded for it. */
    struct scs_mpu_ctrl_value mpu = scs_mpu_ctrl_bits(0);
    mpu = scs_mpu_ctrl_with_PRIVDEFENA(mpu, 1);
    mpu = scs_mpu_ctrl_with_ENABLE(mpu, 1);
    scs_mpu_ctrl_write(&SCS_MPU->ctrl, mpu);
}
