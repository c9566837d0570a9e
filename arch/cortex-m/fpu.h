/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The floating-point unit, which is for processes alone: arch/cortex-m-fpu, arch/armv8m-fpu. */
#ifndef ARCH_CORTEX_M_FPU_H
#define ARCH_CORTEX_M_FPU_H

#ifdef ARCH_FPU
/* Lets everybody use it, with nothing in its registers. */
void arch_fpu_start(void);
#else
static inline void arch_fpu_start(void) {}
#endif

#endif
