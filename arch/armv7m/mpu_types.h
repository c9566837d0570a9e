/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the ARMv7-M protection unit is given for one process. */
#ifndef ARCH_ARMV7M_MPU_TYPES_H
#define ARCH_ARMV7M_MPU_TYPES_H

#include <stdint.h>

/* Blocks are powers of two, and begin at a multiple of half their size. A process reaches sixteenths of
 * its block: all that its break is in or above (arch/mpu.h). */
/*@ predicate mpu_block_size(integer size) =
      size == 0x200 || size == 0x400 || size == 0x800 || size == 0x1000 || size == 0x2000 ||
      size == 0x4000 || size == 0x8000 || size == 0x10000 || size == 0x20000 ||
      size == 0x40000 || size == 0x80000 || size == 0x100000 || size == 0x200000 ||
      size == 0x400000 || size == 0x800000 || size == 0x1000000 || size == 0x2000000 ||
      size == 0x4000000 || size == 0x8000000 || size == 0x10000000 || size == 0x20000000 ||
      size == 0x40000000;
    predicate mpu_block(integer start, integer end) =
      0 <= start && end <= 0xFFFFFFFF && mpu_block_size(end - start) &&
      start % ((end - start) / 2) == 0;
    logic integer mpu_round_up(integer n, integer step) =
      n % step == 0 ? n : n - n % step + step;
    logic integer mpu_reach(integer start, integer end, integer app_break) =
      start + mpu_round_up(app_break - start, (end - start) / 16); */

/* A region is a power of two, and begins at a multiple of its size; from 256 bytes on it has eight
 * sub-regions, of which a range may be some that lie side by side (DDI0403E B3.5.1, B3.5.5). */
/*@ predicate v7m_fits(integer size, integer start, integer end) =
      start / size == (end - 1) / size && (end - start == size ||
        (size >= 256 && start % (size / 8) == 0 && end % (size / 8) == 0));
    predicate mpu_coverable(integer start, integer end) = start < end && (
      v7m_fits(0x20, start, end) || v7m_fits(0x40, start, end) || v7m_fits(0x80, start, end) ||
      v7m_fits(0x100, start, end) || v7m_fits(0x200, start, end) ||
      v7m_fits(0x400, start, end) || v7m_fits(0x800, start, end) ||
      v7m_fits(0x1000, start, end) || v7m_fits(0x2000, start, end) ||
      v7m_fits(0x4000, start, end) || v7m_fits(0x8000, start, end) ||
      v7m_fits(0x10000, start, end) || v7m_fits(0x20000, start, end) ||
      v7m_fits(0x40000, start, end) || v7m_fits(0x80000, start, end) ||
      v7m_fits(0x100000, start, end) || v7m_fits(0x200000, start, end) ||
      v7m_fits(0x400000, start, end) || v7m_fits(0x800000, start, end) ||
      v7m_fits(0x1000000, start, end) || v7m_fits(0x2000000, start, end) ||
      v7m_fits(0x4000000, start, end) || v7m_fits(0x8000000, start, end) ||
      v7m_fits(0x10000000, start, end) || v7m_fits(0x20000000, start, end) ||
      v7m_fits(0x40000000, start, end) || v7m_fits(0x80000000, start, end)); */

/* A pair of MPU register values. The region's number is in RBAR, with VALID set (DDI0403E
 * B3.5.8), so that writing the pair needs no RNR. */
struct mpu_region {
    uint32_t rbar;
    uint32_t rasr;
};

struct mpu_regions {
    struct mpu_region flash;    /* region 0 */
    struct mpu_region ram_low;  /* region 1: the lower half of the block */
    struct mpu_region ram_high; /* region 2: the upper half */
};

struct mpu_share {
    struct mpu_region region; /* regions 3 to 3 + MPU_SHARES - 1 */
};
#define MPU_SHARES 4

/* What the unit makes of them. Which addresses a pair covers, and with which AP and XN (DDI0403E B3.5.8,
 * B3.5.9), is what the model of the unit says (tests/unit/model_v7m.c): the tests go through all sizes of
 * regions and all sets of sub-regions. Writable for both levels is AP 0b011, readable 0b110 as well. */
/*@ axiomatic V7m {
      predicate v7m_covers(struct mpu_region r, integer a);
      logic integer v7m_access(struct mpu_region r);
      predicate v7m_never_executes(struct mpu_region r);
      axiom v7m_off: \forall struct mpu_region r, integer a; r.rasr == 0 ==> !v7m_covers(r, a);
    }
    predicate v7m_writes(struct mpu_region r, integer a) = v7m_covers(r, a) && v7m_access(r) == 3;
    predicate v7m_reads(struct mpu_region r, integer a) =
      v7m_covers(r, a) && (v7m_access(r) == 3 || v7m_access(r) == 6);
    predicate v7m_executes(struct mpu_region r, integer a) =
      v7m_reads(r, a) && !v7m_never_executes(r);

    predicate mpu_reads(struct mpu_regions r, integer a) =
      v7m_reads(r.flash, a) || v7m_reads(r.ram_low, a) || v7m_reads(r.ram_high, a);
    predicate mpu_writes(struct mpu_regions r, integer a) =
      v7m_writes(r.flash, a) || v7m_writes(r.ram_low, a) || v7m_writes(r.ram_high, a);
    predicate mpu_executes(struct mpu_regions r, integer a) =
      v7m_executes(r.flash, a) || v7m_executes(r.ram_low, a) || v7m_executes(r.ram_high, a);
    predicate mpu_shares(struct mpu_share s, integer a) =
      v7m_writes(s.region, a) && v7m_reads(s.region, a) && !v7m_executes(s.region, a); */

#endif
