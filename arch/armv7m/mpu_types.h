/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the ARMv7-M protection unit is given for one process. */
#ifndef ARCH_ARMV7M_MPU_TYPES_H
#define ARCH_ARMV7M_MPU_TYPES_H

#include <stdint.h>

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
