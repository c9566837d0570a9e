/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* ARMv8-M. See the header. */
#include "fuzz/model.h"
#include "fuzz/protection.h"
#include "tests/unit/fake_arch.h"
#include "tests/unit/model_v8m.h"

static struct model_v8m unit;

/* Which region is whose: arch/armv8m/mpu_types.h. */
static void load(uint32_t number, struct mpu_region region) {
    model_v8m_store(&unit, MODEL_V8M_RNR, number);
    model_v8m_store(&unit, MODEL_V8M_RBAR, region.rbar);
    model_v8m_store(&unit, MODEL_V8M_RLAR, region.rlar);
}

void protection_look(void) {
    unit = (struct model_v8m){0};
    load(0, fake_arch.regions.flash);
    load(1, fake_arch.regions.ram);
    for (unsigned i = 0; i < MPU_SHARES && fake_arch.has_shares; i++) {
        load(4 + i, fake_arch.shares[i].region);
    }
    model_v8m_store(&unit, MODEL_V8M_CTRL, 5); /* ENABLE, PRIVDEFENA */
}

bool protection_permits(uint32_t address, enum model_access access) {
    return model_v8m_permits(&unit, address, access, MODEL_USER);
}

/* Steps of 32 bytes (ABI 3.5). */
uint32_t model_accessible_end(const struct model_process *p, uint32_t app_break) {
    (void)p;
    return (app_break + 31) / 32 * 32;
}
