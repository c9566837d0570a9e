# SPDX-License-Identifier: Apache-2.0 OR MIT
# The checker of capsules (docs/capsule-c.md), and what it has to know of a board's compiler.

CAPCHECK := $(BUILD)/capcheck
LLVM := /usr/lib/llvm-14
capcheck_sources := $(wildcard tools/capcheck/*.cpp)
CAPCHECK_CXXFLAGS := -std=c++17 -O0 -fno-rtti -Wall -Wextra -Wno-unused-parameter \
	-Werror -isystem $(LLVM)/include

capcheck_from := $(wildcard tools/capcheck/*.h) tools/capcheck/capcheck.mk

# Clang's headers take longer than the checker itself: all sources at once. The mutant is the checker with a rule
# taken away, for the tests of its tests.
$(BUILD)/tools/capcheck/mutant.o: CAPCHECK_CXXFLAGS += -DCAPCHECK_MUTANT
$(BUILD)/tools/capcheck/capcheck.o $(BUILD)/tools/capcheck/mutant.o: $(capcheck_sources) $(capcheck_from)
	@mkdir -p $(@D)
	$(call say,CXX,$@)printf '#include "%s"\n' $(filter %.cpp,$^) | \
		clang++ $(CAPCHECK_CXXFLAGS) -I. -x c++ -c - -o $@

$(CAPCHECK): $(BUILD)/tools/capcheck/capcheck.o
$(BUILD)/capcheck-mutant: $(BUILD)/tools/capcheck/mutant.o
$(CAPCHECK) $(BUILD)/capcheck-mutant:
	$(call say,LINK,$@)clang++ $^ -o $@ $(LLVM)/lib/libclang-cpp.so.14 $(LLVM)/lib/libLLVM-14.so.1

# One line for each fact: where the project is, which compiler, with which flags. The capsules that all
# kernels of a board share know nothing of what is chosen for one.
capcheck_board := $(BUILD)/capcheck.d/$(BOARD_VARIANT)
capcheck_shared := $(BUILD)/capcheck.d/$(notdir $(CAPSULES_BUILD))-capsules
$(capcheck_shared): capcheck_flags = $(capsule_flags)
$(capcheck_board): capcheck_flags = $(composed_flags)
$(capcheck_board): capcheck_wiring := $(if $(CAPSULES),$(abspath $(CAPSULES))/wiring.h)
$(capcheck_board) $(capcheck_shared): $(BUILD)/place $(MAKEFILE_LIST) kernel/kernel.mk \
		$(wildcard $(ARCH:%=arch/%/arch.mk))
	@mkdir -p $(@D)
	$(Q)$(KERNEL_CC) $(capcheck_flags) -dM -E -x c /dev/null >$@.macros.h
	$(Q){ echo 'root=$(CURDIR)'; echo 'cc=$(KERNEL_CC)'; echo 'macros=$(CURDIR)/$@.macros.h'; \
		echo "include=$$($(KERNEL_CC) -print-file-name=include)"; \
		echo 'guard=$(GUARD_BYTES)'; \
		$(if $(capcheck_wiring),echo 'wiring=$(capcheck_wiring)';) \
		printf 'clang=%s\n' $(CAPCHECK_TARGET); \
		printf 'flag=%s\n' $(capcheck_flags) -I$(CURDIR) $(ARCH:%=-I$(CURDIR)/arch/%) \
			$(if $(kernel_libraries),$(patsubst %,-I$(CURDIR)/%,$(filter-out -isystem,$(BEARSSL_INCLUDE)))); } >$@

# What is run on each capsule before it is compiled: $(call capsule_check,board).
capsule_check = $(CAPCHECK) --board $(1) $< >&2

.PHONY: capcheck
capcheck: $(CAPCHECK) $(capcheck_board) ## the checker of capsules: build/capcheck [--board BOARD] file.c
	@:
