# SPDX-License-Identifier: Apache-2.0 OR MIT
# ARM MPS2 with the FPGA image AN386: Cortex-M4 with a floating-point unit.

MPS2_CPU := cortex-m4
MPS2_FPU := cortex-m-fpu
MPS2_MAP := an385
APP_ARCHS := cortex-m4,cortex-m3,cortex-m0
include boards/mps2/common.mk
