/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the ARMv7-M protection unit is given for one process. */
#ifndef ARCH_ARMV7M_MPU_TYPES_H
#define ARCH_ARMV7M_MPU_TYPES_H

#include <stdint.h>

/* Blocks are powers of two, and begin at a multiple of half their size. A process reaches sixteenths of
 * its block: all that its break is in or above (arch/mpu.h). */
/*@ predicate mpu_block_size(integer size) =
      size == 0x200 || size == 0x400 || size == 0x800 || size == 0x1000 || size == 0x2000 ||
      size == 0x4000 || size == 0x8000 || size == 0x10000 || size == 0x20000 || size == 0x40000 ||
      size == 0x80000 || size == 0x100000 || size == 0x200000 || size == 0x400000 ||
      size == 0x800000 || size == 0x1000000 || size == 0x2000000 || size == 0x4000000 ||
      size == 0x8000000 || size == 0x10000000 || size == 0x20000000 || size == 0x40000000;
    predicate mpu_block(integer start, integer end) =
      0 <= start && end <= 0xFFFFFFFF && mpu_block_size(end - start) &&
      start % ((end - start) / 2) == 0;
    logic integer mpu_round_up(integer n, integer step) = (n + step - 1) / step * step;
    logic integer mpu_reach(integer start, integer end, integer app_break) =
      start + mpu_round_up(app_break - start, (end - start) / 16); */

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

#endif
