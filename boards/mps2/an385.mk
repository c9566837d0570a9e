# SPDX-License-Identifier: Apache-2.0 OR MIT
# The FPGA images AN385 and AN386.

MPS2_MPU := armv7m
MPS2_MHZ := 25
FLASH_START := 0x00000000
APPS_AT := 0x00040000
# The last five pages are the journal of who installs programs.
FLASH_END := $(if $(filter async,$(LOADER)),0x000BB000,0x000C0000)
RAM_AT := 0x20000000
RAM_END := 0x20040000
