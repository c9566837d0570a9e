/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the RISC-V protection unit (PMP) is given for one process: addresses alone, as the registers
 * hold them, divided by four. Which entry is about what, and what it permits, is the same for all
 * processes and never changes (pmp.h). */
#ifndef ARCH_RISCV_MPU_TYPES_H
#define ARCH_RISCV_MPU_TYPES_H

#include <stdint.h>

/* Blocks begin and end at multiples of four bytes, the end at one of eight, and what a process reaches
 * of its block ends at a multiple of four (arch/mpu.h). */
/*@ predicate mpu_block(integer start, integer end) =
      0 <= start < end <= 0xFFFFFFF8 && start % 4 == 0 && end % 8 == 0;
    logic integer mpu_reach(integer start, integer end, integer app_break) =
      (app_break + 3) / 4 * 4;
    predicate mpu_coverable(integer start, integer end) =
      start < end && start % 4 == 0 && end % 4 == 0;

    lemma mpu_reach_monotone:
      \forall integer start, end, a, b; mpu_block(start, end) && start <= a <= b <= end ==>
        a <= mpu_reach(start, end, a) <= mpu_reach(start, end, b) <= end; */

/* pmpaddr2 to pmpaddr5 */
struct mpu_regions {
    uint32_t flash_start;
    uint32_t flash_end;
    uint32_t ram_start;
    uint32_t ram_end;
};

/* A pair of registers from pmpaddr6 on; nothing: both PMP_NOWHERE. */
struct mpu_share {
    uint32_t start;
    uint32_t end;
};
#define MPU_SHARES 4

/* What the unit makes of them (Privileged Architecture 1.12, 3.7.1, TOR): an address a matches a pair if
 * start <= a / 4 < end. What a match permits: pmp_configuration (pmp.h). */
/*@ predicate mpu_executes(struct mpu_regions r, integer a) = r.flash_start <= a / 4 < r.flash_end;
    predicate mpu_writes(struct mpu_regions r, integer a) = r.ram_start <= a / 4 < r.ram_end;
    predicate mpu_reads(struct mpu_regions r, integer a) = mpu_executes(r, a) || mpu_writes(r, a);
    predicate mpu_shares(struct mpu_share s, integer a) = s.start <= a / 4 < s.end; */

#endif
