# SPDX-License-Identifier: Apache-2.0 OR MIT
# ARM MPS2 with the FPGA image AN505: Cortex-M33 in an IoT kit, in its Secure state.

MPS2_CPU := cortex-m33
MPS2_FPU := armv8m-fpu
MPS2_MAP := an505
APP_ARCHS := cortex-m33,cortex-m4,cortex-m3,cortex-m0
include boards/mps2/common.mk
