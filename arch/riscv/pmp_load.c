/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Switches the protection unit on; loads the shares of a process, or takes away those of the one
 * before it. Loading its own regions is on the path of every switch, and inline (arch_inline.h). */
#include "arch/arch.h"
#include "arch/riscv/pmp.h"
#include "arch/riscv/start.h"
#include "kernel/boot.h"

#include <stddef.h>

_Static_assert((CAPSULE_GUARD_BYTES & (CAPSULE_GUARD_BYTES - 1)) == 0, "one entry covers the page");
_Static_assert(PMP_FIRST_SHARE + 2 * MPU_SHARES <= PMP_ENTRIES, "each has its own");
_Static_assert(MPU_SHARES == 4, "as many as are written below");

/* layout.ld: between them lies what nobody may touch, at the end of the stack. */
extern const uint8_t layout_stack_end[], layout_stack_bottom[];

uint32_t arch_shares_loaded;

static BOOT_ONLY uint32_t configuration_word(uint32_t first) {
    uint32_t word = 0;
    for (uint32_t i = 0; i < 4; i++) {
        word |= pmp_configuration(first + i) << 8 * i;
    }
    return word;
}

/* Addresses come before what makes an entry count, and before the lock, which is for good. */
BOOT_ONLY void arch_protect(void) {
    uint32_t stack_end = (uint32_t)layout_stack_end;
    CSR_WRITE("pmpaddr0", pmp_napot(0, CAPSULE_GUARD_BYTES));
    CSR_WRITE("pmpaddr1", pmp_napot(stack_end, (uint32_t)layout_stack_bottom - stack_end));
    arch_mpu_load(&(struct mpu_regions){PMP_NOWHERE, PMP_NOWHERE, PMP_NOWHERE, PMP_NOWHERE}, NULL);
    arch_mpu_load_shares(NULL);
    CSR_WRITE("pmpcfg3", configuration_word(12));
    CSR_WRITE("pmpcfg2", configuration_word(8));
    CSR_WRITE("pmpcfg1", configuration_word(4));
    CSR_WRITE("pmpcfg0", configuration_word(0));
    CSR_FENCE(); /* the kernel may have been to the guard page before */
}

void arch_mpu_load_shares(const struct mpu_share *shares) {
    static const struct mpu_share none[MPU_SHARES] = {{PMP_NOWHERE, PMP_NOWHERE},
                                                      {PMP_NOWHERE, PMP_NOWHERE},
                                                      {PMP_NOWHERE, PMP_NOWHERE},
                                                      {PMP_NOWHERE, PMP_NOWHERE}};
    arch_shares_loaded = shares != NULL ? 1 : 0;
    const struct mpu_share *s = shares != NULL ? shares : none;
    CSR_WRITE("pmpaddr6", s[0].start);
    CSR_WRITE("pmpaddr7", s[0].end);
    CSR_WRITE("pmpaddr8", s[1].start);
    CSR_WRITE("pmpaddr9", s[1].end);
    CSR_WRITE("pmpaddr10", s[2].start);
    CSR_WRITE("pmpaddr11", s[2].end);
    CSR_WRITE("pmpaddr12", s[3].start);
    CSR_WRITE("pmpaddr13", s[3].end);
}
