# SPDX-License-Identifier: Apache-2.0 OR MIT
# All tests, in this order: what reads the sources, what runs on the host, what runs in QEMU.

# pytest, and as many workers; none: in the process itself.
pytest = BOARD=$(BOARD) $(PYTHON) -m pytest -q -p no:cacheprovider -n $(QEMU_WORKERS) --dist loadgroup

include tests/unit/unit.mk
include tests/qemu/qemu.mk
include bench/bench.mk
include tests/hostile/hostile.mk
include faults/faults.mk
include tests/soak/soak.mk

BOARDS := $(patsubst boards/%/board.mk,%,$(wildcard boards/*/board.mk))

# A kernel is what variables of make say.
clang-kernel-%: FORCE | kernel
	$(Q)$(MAKE) --no-print-directory -s BOARD=$* TOOLCHAIN=clang kernel

.PHONY: test test-tools test-clang
test-clang: $(BOARDS:%=clang-kernel-%) qemu-apps $(LIMIT_PLUGIN) $(COUNT_PLUGIN) ## every board's kernel by Clang; what a board does with it
	$(Q)TOOLCHAIN=clang $(pytest) tests/qemu/test_abi.py tests/qemu/test_faults.py $(PYTEST)

# Capsules that the default kernel does without (policies) are looked at as well.
all_capsules := $(wildcard capsules/*/*.c)
.PHONY: clang-capsules
clang-capsules: clang-kernel-lm3s6965evb
	$(Q)$(MAKE) --no-print-directory -s BOARD=lm3s6965evb TOOLCHAIN=clang \
		$(all_capsules:%=$(BUILD)/lm3s6965evb-clang/%.o)

test-tools: kernel $(all_capsules:%=$(CAPSULES_BUILD)/%.o) clang-capsules ## tests of what is measured and checked when the kernel is linked
	$(Q)$(pytest) tests/tools

.PHONY: test-needs test-programs test-board test-soak test-documents test-checker test-probes
test-board: qemu-needs hostile-needs ## all that boards may differ in: BOARD=name
	$(Q)$(pytest) -m 'not once' tests/qemu tests/hostile/test_hostile_apps.py \
		tests/hostile/test_chaos.py tests/hostile/test_hostile_binaries.py tests/hostile/test_broken_lists.py $(PYTEST)

# What they cannot differ in, in parts of about the same length.
test-soak: qemu-needs
	$(Q)$(pytest) tests/qemu -m once -k ten_minutes
test-documents: qemu-needs demo-token-needs
	$(Q)$(pytest) tests/qemu -m once -k 'not ten_minutes'
test-checker: test-mutation capcheck $(capcheck_clang)
	$(Q)$(pytest) tests/hostile/test_capsules.py
test-probes: hostile-needs capcheck $(FLIP_PLUGIN)
	$(Q)$(pytest) tests/hostile/test_capsules_at_run_time.py tests/hostile/test_flips.py

# What several parts need: no two of them may build it at once.
test-programs: kernel qemu-policies qemu-crypto apps qemu-apps hostile-apps bench-needs $(LIMIT_PLUGIN) $(DETENT)
test-needs: qemu-needs hostile-needs capcheck $(capcheck_clang) $(BUILD)/capcheck-mutant
	$(Q)for board in $(filter-out $(BOARD),$(BOARDS)); do \
		$(MAKE) --no-print-directory -s BOARD=$$board test-programs || exit 1; \
	done

# Power cuts, all of them: on the host by seeds of layouts, in QEMU in parts.
POWERCUT_SEEDS := 120
POWERCUT_PARTS := 32
.PHONY: test-powercut test-powercut-board
test-powercut: $(UNIT)/test_installer ## the power cut at every change of flash, on the host and in QEMU, 39,000 times for programs alone: an hour and a half of CPU
	$(Q)seq 0 $$(($(POWERCUT_SEEDS) - 1)) | \
		xargs -P $(QEMU_WORKERS) -I SEED env POWERCUT=SEED $< >$(UNIT)/powercut.log || { cat $(UNIT)/powercut.log; exit 1; }
	$(Q)$(MAKE) --no-print-directory -s BOARD=qemu-rv32-virt test-powercut-board

test-powercut-board: qemu-policies qemu-storage qemu-apps apps $(LIMIT_PLUGIN) $(COUNT_PLUGIN) $(STORES_PLUGIN)
	$(Q)POWERCUT=$(POWERCUT_PARTS) $(pytest) tests/qemu/test_powercut.py tests/qemu/test_powercut_storage.py $(PYTEST)

# What the tests of a board reach of its own kernel, of whatever runs in QEMU; PYTEST="-k ..." for some of them.
REACHED := $(BUILD)/reached/$(BOARD)
.PHONY: coverage
coverage: qemu-needs hostile-needs ## which instructions of a board's kernel its tests and attacks reach
	$(Q)rm -rf $(REACHED) && mkdir -p $(REACHED)
	$(Q)REACHED=$(CURDIR)/$(REACHED) $(pytest) -m 'not once' tests/qemu tests/hostile/test_hostile_apps.py \
		tests/hostile/test_hostile_binaries.py $(PYTEST)
	$(Q)$(PYTHON) tools/reached.py $(KERNEL_ELF) $(REACHED) $(KERNEL_NM) -o $(REACHED).txt
	@echo "reached: lines of which nothing was are in $(REACHED).txt"

test: ## every test, on every board, in parts side by side (tests/run.py --help)
	$(Q)tests/run.py
