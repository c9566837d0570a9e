/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What a person reads about a process's protection regions. Shape: ABI 8.5. */
#include "arch/riscv/pmp.h"
#include "kernel/process.h"

#include <stddef.h>

static void report_region(uint32_t entry, uint32_t start, uint32_t end, struct buffer *out) {
    buffer_text(out, TEXT(" PMP entry "));
    buffer_decimal(out, entry);
    if (end <= start) {
        buffer_text(out, TEXT(": unused"));
        return;
    }
    buffer_text(out, TEXT(": ["));
    buffer_address(out, start * PMP_GRAIN);
    buffer_put(out, ':');
    buffer_address(out, end * PMP_GRAIN);
    buffer_text(out, entry == PMP_FLASH + 1 ? TEXT("] ReadExecute") : TEXT("] ReadWrite"));
}

bool arch_report_mpu(const struct process *p, unsigned line, struct buffer *out) {
    const struct mpu_regions *r = &p->regions;
    if (line == 0) {
        report_region(PMP_FLASH + 1, r->flash_start, r->flash_end, out);
        return true;
    }
    if (line == 1) {
        report_region(PMP_RAM + 1, r->ram_start, r->ram_end, out);
        return true;
    }
    if (p->shares != NULL && line < 2 + MPU_SHARES) {
        const struct mpu_share *s = &p->shares[line - 2];
        report_region(PMP_FIRST_SHARE + 2 * (line - 2) + 1, s->start, s->end, out);
        return true;
    }
    return false;
}
