# SPDX-License-Identifier: Apache-2.0 OR MIT
# What is special about a kernel on ARMv8-M.

# GCC 12 tunes for Cortex-M33 with two instructions more in a null command (tests/qemu/test_figures.py).
KERNEL_MACHINE += -mtune=cortex-m4
