/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the ARMv8-M protection unit is given for one process. */
#ifndef ARCH_ARMV8M_MPU_TYPES_H
#define ARCH_ARMV8M_MPU_TYPES_H

#include <stdint.h>

/* Blocks begin and end at multiples of 32 bytes, as regions do, and so does what a process reaches of its
 * block (arch/mpu.h). */
/*@ predicate mpu_block(integer start, integer end) =
      0 <= start < end <= 0xFFFFFFE0 && start % 32 == 0 && end % 32 == 0;
    logic integer mpu_reach(integer start, integer end, integer app_break) =
      (app_break + 31) / 32 * 32;
    predicate mpu_coverable(integer start, integer end) =
      start < end && start % 32 == 0 && end % 32 == 0;

    lemma mpu_reach_monotone:
      \forall integer start, end, a, b; mpu_block(start, end) && start <= a <= b <= end ==>
        a <= mpu_reach(start, end, a) <= mpu_reach(start, end, b) <= end; */

/* A pair of MPU register values. The region's number is not among them: it is where they are
 * written (mpu_v8m.h). */
struct mpu_region {
    uint32_t rbar;
    uint32_t rlar;
};

struct mpu_regions {
    struct mpu_region flash; /* region 0 */
    struct mpu_region ram;   /* region 1 */
};

struct mpu_share {
    struct mpu_region region; /* regions 4 to 4 + MPU_SHARES - 1 */
};
#define MPU_SHARES 4

/* What the unit makes of them (DDI0553B, MPU_RBAR, MPU_RLAR and MPUCheck()): a region begins at BASE and
 * ends with the 32 bytes at LIMIT. AP is 0b01 if both levels may read and write, 0b11 if both may read.
 * Where two regions meet nobody may do anything. */
/*@ predicate v8m_covers(struct mpu_region r, integer a) =
      r.rlar % 2 == 1 && r.rbar / 32 * 32 <= a <= r.rlar / 32 * 32 + 31;
    predicate v8m_writes(struct mpu_region r, integer a) = v8m_covers(r, a) && r.rbar / 2 % 4 == 1;
    predicate v8m_reads(struct mpu_region r, integer a) =
      v8m_covers(r, a) && (r.rbar / 2 % 4 == 1 || r.rbar / 2 % 4 == 3);
    predicate v8m_executes(struct mpu_region r, integer a) = v8m_reads(r, a) && r.rbar % 2 == 0;

    predicate v8m_meet(struct mpu_regions r, integer a) =
      v8m_covers(r.flash, a) && v8m_covers(r.ram, a);
    predicate mpu_reads(struct mpu_regions r, integer a) =
      !v8m_meet(r, a) && (v8m_reads(r.flash, a) || v8m_reads(r.ram, a));
    predicate mpu_writes(struct mpu_regions r, integer a) =
      !v8m_meet(r, a) && (v8m_writes(r.flash, a) || v8m_writes(r.ram, a));
    predicate mpu_executes(struct mpu_regions r, integer a) =
      !v8m_meet(r, a) && (v8m_executes(r.flash, a) || v8m_executes(r.ram, a));
    predicate mpu_shares(struct mpu_share s, integer a) =
      v8m_writes(s.region, a) && v8m_reads(s.region, a) && !v8m_executes(s.region, a); */

#endif
