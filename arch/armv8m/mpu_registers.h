/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The registers of the ARMv8-M protection unit, and of what guards the border between the Secure and the
 * Non-secure world. Source: DDI0553B D1.2. */
#ifndef ARCH_ARMV8M_MPU_REGISTERS_H
#define ARCH_ARMV8M_MPU_REGISTERS_H

#include "kernel/registers.h"

REGISTER_RO(scs_mpu_type);
FIELD(scs_mpu_type, DREGION, 8, 8);
REGISTER_RW(scs_mpu_ctrl);
FIELD(scs_mpu_ctrl, ENABLE, 0, 1);
FIELD(scs_mpu_ctrl, HFNMIENA, 1, 1);
FIELD(scs_mpu_ctrl, PRIVDEFENA, 2, 1);

REGISTER_RW(scs_mpu_rnr);
REGISTER_RW(scs_mpu_rbar); /* their fields: mpu_v8m.h */
REGISTER_RW(scs_mpu_rlar);
REGISTER_RW(scs_mpu_mair);

struct scs_mpu_pair {
    struct scs_mpu_rbar rbar;
    struct scs_mpu_rlar rlar;
};

struct scs_mpu {
    struct scs_mpu_type type; /* 0xE000ED90 */
    struct scs_mpu_ctrl ctrl;
    struct scs_mpu_rnr rnr;
    struct scs_mpu_pair pairs[4]; /* of RNR's region, and of the others of its group of four */
    uint32_t reserved;
    struct scs_mpu_mair mair[2];
};
REGISTER_AT(struct scs_mpu, pairs, 0x0C);
REGISTER_AT(struct scs_mpu, mair, 0x30);

#define SCS_MPU ((struct scs_mpu *)0xE000ED90)

REGISTER_RW(scs_sau_ctrl);
FIELD(scs_sau_ctrl, ENABLE, 0, 1);
FIELD(scs_sau_ctrl, ALLNS, 1, 1);

#define SCS_SAU_CTRL ((struct scs_sau_ctrl *)0xE000EDD0)

#endif
