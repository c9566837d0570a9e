/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Switches the unit on; loads the shares of a process, or takes away those of the one before it. Loading its own regions
 * is on the path of every switch, and inline (mpu_inline.h). */
#include "arch/arch.h"
#include "arch/armv7m/mpu_registers.h"
#include "arch/armv7m/mpu_v7m.h"
#include "arch/cortex-m/start.h"

#include <stddef.h>

_Static_assert(sizeof(struct mpu_regions) == 6 * sizeof(uint32_t), "one run of words");

_Static_assert(MPU_REGION_FIRST_SHARE + MPU_SHARES == MPU_REGION_GUARD, "each has its own");
_Static_assert((CAPSULE_GUARD_BYTES & (CAPSULE_GUARD_BYTES - 1)) == 0,
               "one region covers the page");

uint32_t arch_shares_loaded;

static void load_region(struct mpu_region region) {
    scs_mpu_rbar_write(&SCS_MPU->rbar, scs_mpu_rbar_bits(region.rbar));
    scs_mpu_rasr_write(&SCS_MPU->rasr, scs_mpu_rasr_bits(region.rasr));
}

/* What the regions hold after reset nobody knows. */
void arch_protect(void) {
    for (uint32_t i = 0; i < MPU_REGIONS; i++) {
        load_region((struct mpu_region){.rbar = MPU_RBAR_VALID | i, .rasr = 0});
    }
    load_region(mpu_encode_guard(CAPSULE_GUARD_BYTES));
    /* The kernel keeps the default map elsewhere; a process has only the regions that are loaded
     * for it. */
    struct scs_mpu_ctrl_value mpu = scs_mpu_ctrl_bits(0);
    mpu = scs_mpu_ctrl_with_PRIVDEFENA(mpu, 1);
    mpu = scs_mpu_ctrl_with_ENABLE(mpu, 1);
    scs_mpu_ctrl_write(&SCS_MPU->ctrl, mpu);
    __asm__ volatile("dsb\n\tisb" ::: "memory");
}

/* Each region is off while its base changes: of its old size at its new base it might cover what
 * the kernel is just executing. Those that were off and stay off are left alone. */
void arch_mpu_load_shares(const struct mpu_share *shares) {
    for (uint32_t i = MPU_REGION_FIRST_SHARE; arch_shares_loaded != 0;
         i++, arch_shares_loaded >>= 1) {
        scs_mpu_rnr_write(&SCS_MPU->rnr, scs_mpu_rnr_bits(i));
        scs_mpu_rasr_write(&SCS_MPU->rasr, scs_mpu_rasr_bits(0));
    }
    if (shares == NULL) {
        return;
    }
    for (uint32_t i = 0; i < MPU_SHARES; i++) {
        if (shares[i].region.rasr != 0) {
            load_region(shares[i].region);
            arch_shares_loaded |= (uint32_t)1 << i;
        }
    }
}
