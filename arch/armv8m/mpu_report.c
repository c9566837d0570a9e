/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What a person reads about a process's protection regions. Shape: ABI 8.5. */
#include "arch/armv8m/mpu_v8m.h"
#include "kernel/process.h"

#include <stddef.h>

static void report_region(unsigned number, const struct mpu_region *region, struct buffer *out) {
    buffer_text(out, TEXT(" MPU region "));
    buffer_decimal(out, number);
    if ((region->rlar & MPU_RLAR_ENABLE) == 0) {
        buffer_text(out, TEXT(": unused"));
        return;
    }
    buffer_text(out, TEXT(": ["));
    buffer_address(out, region->rbar & MPU_ADDRESS_MASK);
    buffer_put(out, ':');
    buffer_address(out, (region->rlar & MPU_ADDRESS_MASK) + MPU_GRANULE);
    buffer_text(out,
                (region->rbar & MPU_RBAR_XN) != 0 ? TEXT("] ReadWrite") : TEXT("] ReadExecute"));
}

bool arch_report_mpu(const struct process *p, unsigned line, struct buffer *out) {
    if (line == 0) {
        report_region(MPU_REGION_FLASH, &p->regions.flash, out);
        return true;
    }
    if (line == 1) {
        report_region(MPU_REGION_RAM, &p->regions.ram, out);
        return true;
    }
    unsigned share = line - 2;
    if (p->shares != NULL && share < MPU_SHARES) {
        report_region(MPU_REGION_FIRST_SHARE + share, &p->shares[share].region, out);
        return true;
    }
    return false;
}
