/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Types whose size depends on the architecture. What the protection unit adds, which is another one on
 * ARMv7-M and on ARMv8-M, is found through the include path too: arch/armv7m/mpu_types.h. */
#ifndef ARCH_CORTEX_M_ARCH_TYPES_H
#define ARCH_CORTEX_M_ARCH_TYPES_H

#include "mpu_types.h"

#include <stdint.h>

/* What the hardware does not stack on exception entry. entry.S moves it in one instruction, but for the
 * registers of the FPU, which fpu.S moves if there is something in them. */
struct arch_context {
    uint32_t psp;
    uint32_t r4_to_r11[8];
#ifdef ARCH_FPU
    uint32_t exc_return; /* says which of the two kinds of frame it has */
#endif
#ifdef ARCH_FPU_LAZY
    uint32_t s16_to_s31[16];
#endif
};

/* The fault status registers at the time of a fault (DDI0403E B3.2.15 to B3.2.18). */
struct arch_fault {
    uint32_t cfsr;
    uint32_t hfsr;
    uint32_t address; /* MMFAR or BFAR, meaningful if CFSR says so */
#ifdef __ARM_FEATURE_CMSE
    uint32_t sfsr; /* of faults at the border between Secure and Non-secure (DDI0553B D1.2, SFSR) */
#endif
};

#define ARCH_INTERRUPT_LINES 64

#endif
