/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What a person reads about a process's protection regions. Shape: ABI 8.5. */
#include "arch/armv7m/mpu_v7m.h"
#include "kernel/process.h"

#include <stddef.h>

static void report_region(const struct mpu_region *region, struct buffer *out) {
    buffer_text(out, TEXT(" MPU region "));
    buffer_decimal(out, region->rbar & MPU_RBAR_REGION_MASK);
    if ((region->rasr & MPU_RASR_ENABLE) == 0) {
        buffer_text(out, TEXT(": unused"));
        return;
    }
    uint32_t base = region->rbar & MPU_RBAR_ADDRESS_MASK;
    uint32_t log2 = (region->rasr >> MPU_RASR_SIZE_SHIFT & 0x1Fu) + 1u;
    uint32_t disabled = region->rasr >> MPU_RASR_SRD_SHIFT & 0xFFu;
    buffer_text(out, TEXT(": ["));
    buffer_address(out, base);
    buffer_put(out, ':');
    buffer_address(out, base + ((uint32_t)1 << log2));
    buffer_text(out,
                (region->rasr & MPU_RASR_XN) != 0 ? TEXT("] ReadWrite") : TEXT("] ReadExecute"));
    buffer_text(out, TEXT(", eighths off: "));
    buffer_hex(out, disabled);
}

bool arch_report_mpu(const struct process *p, unsigned line, struct buffer *out) {
    const struct mpu_region *const own[] = {&p->regions.flash, &p->regions.ram_low,
                                            &p->regions.ram_high};
    const unsigned own_count = sizeof own / sizeof own[0];
    if (line < own_count) {
        report_region(own[line], out);
        return true;
    }
    if (p->shares != NULL && line < own_count + MPU_SHARES) {
        report_region(&p->shares[line - own_count].region, out);
        return true;
    }
    return false;
}
