# SPDX-License-Identifier: Apache-2.0 OR MIT
# What holds of every kernel that is linked: no capsule asks the linker for more than it may, and the
# stack suffices, whatever is called. Both lean on what the checker of capsules knows of the sources.

ifneq ($(CAPCHECK),)
KERNEL_FACTS := $(BOARD_BUILD)/facts
STACK_REPORT := $(BOARD_BUILD)/stack.json

$(KERNEL_ELF): $(KERNEL_FACTS) tools/stack.py tools/capsule_symbols.py

# Whenever an object is made anew, a source or a header has changed.
$(KERNEL_FACTS): $(kernel_objects) $(capsule_objects) $(CAPCHECK) $(capcheck_board)
	$(call say,FACTS,$@)$(CAPCHECK) --facts --board $(BOARD_VARIANT) \
		$(filter %.c,$(kernel_sources)) $(kernel_capsules) $(capsule_extras) >$@

kernel_before_link = $(Q)$(PYTHON) tools/capsule_symbols.py --facts $(KERNEL_FACTS) \
	--script $(BOARD_LAYOUT) $(if $(CAPSULES),--extra $(CAPSULES)) \
	--trusted $(filter-out $(BOARD_BUILD)/$(BOARD_FOLDER)/%,$(kernel_objects)) --objects $(capsule_objects)
kernel_after_link = $(if $(TOOLCHAIN_STACK),$(Q)echo '$(TOOLCHAIN_STACK)' >&2,$(stack_bound))
stack_bound = $(Q)$(PYTHON) tools/stack.py --facts $(KERNEL_FACTS) --elf $@ \
	$(STACK_NESTING:%=--nesting=%) --json $(STACK_REPORT) $(kernel_objects) $(capsule_objects)
endif
