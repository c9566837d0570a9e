# SPDX-License-Identifier: Apache-2.0 OR MIT
# The FPGA image AN505, as its Secure world sees it.

MPS2_MPU := armv8m
MPS2_MHZ := 20
FLASH_START := 0x10000000
APPS_AT := 0x10040000
# The last five pages are the journal of who installs programs.
FLASH_END := $(if $(filter async,$(LOADER)),0x100BB000,0x100C0000)
RAM_AT := 0x38000000
RAM_END := 0x38040000
# (What -kernel loads at address 0 QEMU does not look for at the Secure address of the same memory.)
QEMU_IMAGE := -device loader,addr=$(FLASH_START),force-raw=on,file=IMAGE
