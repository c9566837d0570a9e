# SPDX-License-Identifier: Apache-2.0 OR MIT
# How large the kernel is, and how large without panic text and without the checks in capsules, each of
# which needs a build of its own; how deep its stack, and how much of it has to be believed.

BRIEF_ELF := $(BOARD_BUILD)-brief/kernel.elf
UNCHECKED_ELF := $(BOARD_BUILD)-unchecked/kernel.elf
FORMAT ?= table

.PHONY: size
size: $(KERNEL_ELF) $(if $(filter no,$(PANIC_TEXT)),,$(BRIEF_ELF) $(if $(CAPSULE_CHECKS),$(UNCHECKED_ELF))) ## flash, RAM, stack, lines by folder; FORMAT=json
	@$(PYTHON) tools/size.py $(if $(filter json,$(FORMAT)),--json) \
		$(patsubst %,--brief=%,$(filter $(BRIEF_ELF),$^)) \
		$(patsubst %,--unchecked=%,$(filter $(UNCHECKED_ELF),$^)) $(BOARD) $<

.PHONY: lines
lines: ## lines of the board, its chip family and its architecture, file by file
	$(Q)$(PYTHON) tools/lines.py --folders $(sort $(BOARD_HOME) $(BOARD_FOLDER)) $(CHIP:%=chips/%) $(ARCH:%=arch/%)

.PHONY: library-lines
library-lines: $(BEARSSL_SOURCE) ## lines of the members of BearSSL that are compiled
	$(Q)$(PYTHON) tools/lines.py --files $(BEARSSL_MEMBERS:%=$(BEARSSL)/src/%.c)

size_from := $(kernel_sources) $(kernel_capsules) $(capsule_extras) $(wildcard kernel/*.h arch/*.h $(ARCH:%=arch/%/*.h) \
	$(CHIP:%=chips/%/*.h) hil/*.h abi/*.h capsules/*/*.h) $(BOARD_LAYOUT) $(MAKEFILE_LIST)

# One after the other: what all of them need is made once.
$(BRIEF_ELF): $(size_from) | $(KERNEL_ELF)
	$(Q)$(MAKE) --no-print-directory -s PANIC_TEXT=no BOARD=$(BOARD) kernel

$(UNCHECKED_ELF): $(size_from) | $(KERNEL_ELF) $(BRIEF_ELF)
	$(Q)$(MAKE) --no-print-directory -s CAPSULE_CHECKS= BOARD=$(BOARD) kernel
