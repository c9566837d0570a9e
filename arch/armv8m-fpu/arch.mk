# SPDX-License-Identifier: Apache-2.0 OR MIT
# A Cortex-M of ARMv8-M with a floating-point unit.

KERNEL_CONFIG += -DARCH_FPU
