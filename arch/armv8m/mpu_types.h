/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the ARMv8-M protection unit is given for one process. */
#ifndef ARCH_ARMV8M_MPU_TYPES_H
#define ARCH_ARMV8M_MPU_TYPES_H

#include <stdint.h>

/* Blocks begin and end at multiples of 32 bytes, and so does what a process reaches of its block
 * (arch/mpu.h). */
/*@ predicate mpu_block(integer start, integer end) =
      0 <= start < end <= 0xFFFFFFE0 && start % 32 == 0 && end % 32 == 0;
    logic integer mpu_reach(integer start, integer end, integer app_break) =
      (app_break + 31) / 32 * 32; */

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

#endif
