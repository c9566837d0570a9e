/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the ARMv8-M protection unit is given for one process. */
#ifndef ARCH_ARMV8M_MPU_TYPES_H
#define ARCH_ARMV8M_MPU_TYPES_H

#include <stdint.h>

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
