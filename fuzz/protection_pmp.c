/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* RISC-V. See the header. */
#include "arch/riscv/pmp.h"
#include "fuzz/model.h"
#include "fuzz/protection.h"
#include "tests/unit/fake_arch.h"
#include "tests/unit/model_pmp.h"

static struct model_pmp unit;

/* A pair of entries, of which the second matches what lies between the two addresses. */
static void load(uint32_t entry, uint32_t start, uint32_t end) {
    unit.address[entry] = start;
    unit.address[entry + 1] = end;
    unit.config[entry + 1] = (uint8_t)pmp_configuration(entry + 1);
}

void protection_look(void) {
    unit = (struct model_pmp){0};
    load(PMP_FLASH, fake_arch.regions.flash_start, fake_arch.regions.flash_end);
    load(PMP_RAM, fake_arch.regions.ram_start, fake_arch.regions.ram_end);
    for (unsigned i = 0; i < MPU_SHARES && fake_arch.has_shares; i++) {
        load(PMP_FIRST_SHARE + 2 * i, fake_arch.shares[i].start, fake_arch.shares[i].end);
    }
}

bool protection_permits(uint32_t address, enum model_access access) {
    return model_pmp_permits(&unit, address, 1, access, MODEL_USER);
}

/* Words (ABI 3.5). */
uint32_t model_accessible_end(const struct model_process *p, uint32_t app_break) {
    (void)p;
    return (app_break + 3) / 4 * 4;
}
