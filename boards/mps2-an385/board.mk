# SPDX-License-Identifier: Apache-2.0 OR MIT
# ARM MPS2 with the FPGA image AN385: Cortex-M3.

MPS2_CPU := cortex-m3
MPS2_MAP := an385
APP_ARCHS := cortex-m3,cortex-m0
include boards/mps2/common.mk
