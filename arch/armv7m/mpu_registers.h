/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The registers of the ARMv7-M protection unit. Source: DDI0403E B3.5. */
#ifndef ARCH_ARMV7M_MPU_REGISTERS_H
#define ARCH_ARMV7M_MPU_REGISTERS_H

#include "kernel/registers.h"

REGISTER_RO(scs_mpu_type);
FIELD(scs_mpu_type, DREGION, 8, 8);
REGISTER_RW(scs_mpu_ctrl);
FIELD(scs_mpu_ctrl, ENABLE, 0, 1);
FIELD(scs_mpu_ctrl, HFNMIENA, 1, 1);
FIELD(scs_mpu_ctrl, PRIVDEFENA, 2, 1);

REGISTER_RW(scs_mpu_rnr);
REGISTER_RW(scs_mpu_rbar); /* their fields: mpu_v7m.h */
REGISTER_RW(scs_mpu_rasr);

struct scs_mpu {
    struct scs_mpu_type type; /* 0xE000ED90 */
    struct scs_mpu_ctrl ctrl;
    struct scs_mpu_rnr rnr;
    struct scs_mpu_rbar rbar;
    struct scs_mpu_rasr rasr;
};

#define SCS_MPU ((struct scs_mpu *)0xE000ED90)

#endif
