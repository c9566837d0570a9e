/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* ARMv7-M. See the header. */
#include "fuzz/model.h"
#include "fuzz/protection.h"
#include "tests/unit/fake_arch.h"
#include "tests/unit/model_v7m.h"

static struct model_v7m unit;

void protection_look(void) {
    unit = (struct model_v7m){0};
    model_v7m_write(&unit, fake_arch.regions.flash.rbar, fake_arch.regions.flash.rasr);
    model_v7m_write(&unit, fake_arch.regions.ram_low.rbar, fake_arch.regions.ram_low.rasr);
    model_v7m_write(&unit, fake_arch.regions.ram_high.rbar, fake_arch.regions.ram_high.rasr);
    for (unsigned i = 0; i < MPU_SHARES && fake_arch.has_shares; i++) {
        model_v7m_write(&unit, fake_arch.shares[i].region.rbar, fake_arch.shares[i].region.rasr);
    }
}

bool protection_permits(uint32_t address, enum model_access access) {
    return model_v7m_permits(&unit, address, access, MODEL_USER);
}

/* Sixteenths of the block (ABI 3.4). */
uint32_t model_accessible_end(const struct model_process *p, uint32_t app_break) {
    uint32_t step = (p->ram_end - p->ram_start) / 16;
    uint32_t steps = (app_break - p->ram_start + step - 1) / step;
    return p->ram_start + steps * step;
}
