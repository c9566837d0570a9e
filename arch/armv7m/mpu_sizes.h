/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* How large struct mpu_regions is, for assembly (arch/cortex-m/offsets.h). */
#ifndef ARCH_ARMV7M_MPU_SIZES_H
#define ARCH_ARMV7M_MPU_SIZES_H

#define MPU_REGIONS_BYTES 24

#endif
