# SPDX-License-Identifier: Apache-2.0 OR MIT
# How large the kernel is, and how large without panic text, which needs a build of its own.

BRIEF_ELF := $(BOARD_BUILD)-brief/kernel.elf
FORMAT ?= table

.PHONY: size
size: $(KERNEL_ELF) $(if $(filter no,$(PANIC_TEXT)),,$(BRIEF_ELF)) ## flash and RAM by folder; FORMAT=json
	@$(PYTHON) tools/size.py $(if $(filter json,$(FORMAT)),--json) $(BOARD) $^

$(BRIEF_ELF): $(kernel_sources) $(kernel_capsules) $(capsule_extras) $(wildcard kernel/*.h arch/*.h arch/$(ARCH)/*.h chips/$(CHIP)/*.h \
		hil/*.h abi/*.h capsules/*/*.h) boards/$(BOARD)/layout.ld $(MAKEFILE_LIST)
	$(Q)$(MAKE) --no-print-directory -s PANIC_TEXT=no BOARD=$(BOARD) kernel
