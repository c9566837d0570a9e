# SPDX-License-Identifier: Apache-2.0 OR MIT
# A Cortex-M of ARMv7-M with a floating-point unit.

KERNEL_CONFIG += -DARCH_FPU -DARCH_FPU_LAZY
