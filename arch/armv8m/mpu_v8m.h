/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Fields of the ARMv8-M MPU's region registers, as plain constants, so that the pure code which
 * encodes them and the tests which decode them run on the host.
 * Source: DDI0553B D1.2, MPU_RBAR, MPU_RLAR and MPU_MAIR0. */
#ifndef ARCH_ARMV8M_MPU_V8M_H
#define ARCH_ARMV8M_MPU_V8M_H

#include "mpu_types.h"

#define MPU_GRANULE 32u /* a region begins and ends at multiples of it */
#define MPU_ADDRESS_MASK 0xFFFFFFE0u

#define MPU_RBAR_XN 0x1u
#define MPU_RBAR_AP_READ_WRITE 0x2u       /* AP 0b01: both levels read and write */
#define MPU_RBAR_AP_KERNEL_READ_ONLY 0x4u /* AP 0b10: privileged code reads */
#define MPU_RBAR_AP_READ_ONLY 0x6u        /* AP 0b11: both levels read only */

/* The limit is the region's last granule: what lies in it still belongs to the region. */
#define MPU_RLAR_ENABLE 0x1u
#define MPU_RLAR_ATTRIBUTES 0x2u /* times an index into MAIR */

/* Attributes in MAIR0, which the default memory map gives to code and to SRAM: the kernel, which
 * has that map, and a process must see the same memory in the same way. Nothing is shareable: there is
 * one core, and exclusive accesses then ask its own monitor, which every chip has. */
#define MPU_ATTRIBUTES_FLASH 0u
#define MPU_ATTRIBUTES_RAM 1u
#define MPU_MAIR0 \
    0x0000FFAAu /* 0: write-through, read-allocate; 1: write-back, allocates on both */

/* Numbers in two groups of four, for so many are written at once (mpu_load.c). */
#define MPU_REGION_FLASH 0u
#define MPU_REGION_RAM 1u
#define MPU_REGION_GUARD 2u /* and 3 */
#define MPU_REGION_FIRST_SHARE 4u
#define MPU_REGIONS 8u

/* The guard page: the first `bytes` bytes of the address space, where nobody may do anything, not even
 * the kernel. No permission keeps privileged code from reading, but two regions do: an access that
 * hits more than one of them faults, whoever makes it (DDI0553B, MPUCheck()). This is what both of them
 * hold. */
/*@ requires bytes % MPU_GRANULE == 0 && bytes > 0;
    assigns \nothing;
    ensures \forall integer a; v8m_covers(\result, a) <==> 0 <= a < bytes; */
struct mpu_region mpu_encode_guard(uint32_t bytes);

#endif
