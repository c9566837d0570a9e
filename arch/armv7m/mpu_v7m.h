/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Fields of the ARMv7-M MPU's region registers, as plain constants, so that the pure code which
 * encodes them and the tests which decode them run on the host. Source: DDI0403E B3.5. */
#ifndef ARCH_ARMV7M_MPU_V7M_H
#define ARCH_ARMV7M_MPU_V7M_H

#include "mpu_types.h"

#define MPU_RBAR_VALID 0x10u
#define MPU_RBAR_REGION_MASK 0xFu
#define MPU_RBAR_ADDRESS_MASK 0xFFFFFFE0u

#define MPU_RASR_ENABLE 0x1u
#define MPU_RASR_SIZE_SHIFT 1 /* region size is 2^(SIZE + 1) */
#define MPU_RASR_SRD_SHIFT 8  /* a set bit disables an eighth of the region */
#define MPU_RASR_CACHEABLE 0x00020000u
#define MPU_RASR_SHAREABLE 0x00040000u
#define MPU_RASR_AP_READ_WRITE 0x03000000u /* AP 0b011: both levels read and write */
#define MPU_RASR_AP_READ_ONLY 0x06000000u  /* AP 0b110: both levels read only */
#define MPU_RASR_XN 0x10000000u

#define MPU_REGION_FLASH 0u
#define MPU_REGION_RAM_LOW 1u
#define MPU_REGION_RAM_HIGH 2u
#define MPU_REGION_FIRST_SHARE 3u
#define MPU_REGION_GUARD 7u /* the highest: where regions overlap, it counts (DDI0403E B3.5.3) */
#define MPU_REGIONS 8u

#define MPU_REGION_MIN 32u /* bytes */
#define MPU_SUBREGIONS 8u
#define MPU_SUBREGION_MIN 256u /* smallest region that has them (DDI0403E B3.5.5) */

/* The guard page: the first `bytes` bytes of the address space, where nobody may do anything, not even
 * the kernel. */
struct mpu_region mpu_encode_guard(uint32_t bytes);

#endif
