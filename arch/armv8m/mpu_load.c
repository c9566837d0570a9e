/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Switches the unit on; loads the shares of a process, or takes away those of the one before it. Loading
 * its own regions is on the path of every switch, and inline (mpu_inline.h). */
#include "arch/arch.h"
#include "arch/armv8m/mpu_registers.h"
#include "arch/armv8m/mpu_v8m.h"
#include "arch/cortex-m/start.h"

#include <stddef.h>

_Static_assert(sizeof(struct mpu_regions) == 4 * sizeof(uint32_t), "one run of words");
_Static_assert(sizeof(struct mpu_share) == 2 * sizeof(uint32_t), "so are the shares");

_Static_assert(MPU_REGION_FIRST_SHARE == 4 && MPU_SHARES == 4, "they are one group");
_Static_assert(MPU_REGION_GUARD + 2 == MPU_REGION_FIRST_SHARE, "each has its own");
_Static_assert(CAPSULE_GUARD_BYTES % MPU_GRANULE == 0, "a region covers the page");

extern const uint8_t layout_stack_bottom[];

uint32_t arch_shares_loaded;

static void choose(uint32_t number) {
    scs_mpu_rnr_write(&SCS_MPU->rnr, scs_mpu_rnr_bits(number));
}

static void load_region(struct scs_mpu_pair *pair, struct mpu_region region) {
    scs_mpu_rbar_write(&pair->rbar, scs_mpu_rbar_bits(region.rbar));
    scs_mpu_rlar_write(&pair->rlar, scs_mpu_rlar_bits(region.rlar));
}

static void switch_on(void) {
    /* The kernel keeps the default map elsewhere; a process has only the regions that are loaded
     * for it. */
    struct scs_mpu_ctrl_value mpu = scs_mpu_ctrl_bits(0);
    mpu = scs_mpu_ctrl_with_PRIVDEFENA(mpu, 1);
    mpu = scs_mpu_ctrl_with_ENABLE(mpu, 1);
    scs_mpu_ctrl_write(&SCS_MPU->ctrl, mpu);
}

/* What the regions hold after reset nobody knows, of those that a chip has beyond ours neither. */
void arch_protect(void) {
    uint32_t regions = scs_mpu_type_get_DREGION(scs_mpu_type_read(&SCS_MPU->type));
    for (uint32_t i = 0; i < regions; i++) {
        choose(i);
        load_region(&SCS_MPU->pairs[0], (struct mpu_region){0, 0});
    }
    struct mpu_region guard = mpu_encode_guard(CAPSULE_GUARD_BYTES);
    for (uint32_t i = MPU_REGION_GUARD; i < MPU_REGION_FIRST_SHARE; i++) {
        choose(i);
        load_region(&SCS_MPU->pairs[0], guard);
    }
    choose(0);
    scs_mpu_mair_write(&SCS_MPU->mair[0], scs_mpu_mair_bits(MPU_MAIR0));
    switch_on();
    /* All memory is Secure, so that who branches to the Non-secure world finds nothing there to
     * execute: that faults (DDI0553B, SecurityCheck()). */
    scs_sau_ctrl_write(&SCS_SAU_CTRL[0], scs_sau_ctrl_bits(0));
    /* The kernel's stack cannot leave its room, whatever lies there. */
    __asm__ volatile("msr msplim, %0" ::"r"(layout_stack_bottom));
    __asm__ volatile("dsb\n\tisb" ::: "memory");
}

/* Each region is off while its base changes: between a new base and an old limit may lie what the
 * kernel is just executing. */
void arch_mpu_load_shares(const struct mpu_share *shares) {
    arch_shares_loaded = shares != NULL ? 1 : 0;
    choose(MPU_REGION_FIRST_SHARE);
    for (uint32_t i = 0; i < MPU_SHARES; i++) {
        scs_mpu_rlar_write(&SCS_MPU->pairs[i].rlar, scs_mpu_rlar_bits(0));
        if (shares != NULL) {
            load_region(&SCS_MPU->pairs[i], shares[i].region);
        }
    }
    choose(0);
}
