/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Types whose size depends on the architecture: ARMv7-M with its memory protection unit. */
#ifndef ARCH_CORTEX_M_ARCH_TYPES_H
#define ARCH_CORTEX_M_ARCH_TYPES_H

#include <stdint.h>

/* What the hardware does not stack on exception entry. entry.S moves it in one instruction. */
struct arch_context {
    uint32_t psp;
    uint32_t r4_to_r11[8];
};

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

/* The fault status registers at the time of a fault (DDI0403E B3.2.15 to B3.2.18). */
struct arch_fault {
    uint32_t cfsr;
    uint32_t hfsr;
    uint32_t address; /* MMFAR or BFAR, meaningful if CFSR says so */
};

#define ARCH_INTERRUPT_LINES 64

#endif
