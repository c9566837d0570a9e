# SPDX-License-Identifier: Apache-2.0 OR MIT
# All tests, in this order: what reads the sources, what runs on the host, what runs in QEMU.

include tests/unit/unit.mk
include tests/qemu/qemu.mk
include bench/bench.mk
include tests/hostile/hostile.mk

BOARDS := $(patsubst boards/%/board.mk,%,$(wildcard boards/*/board.mk))

# A kernel is what variables of make say.
clang-kernel-%: FORCE | kernel
	$(Q)$(MAKE) --no-print-directory -s BOARD=$* TOOLCHAIN=clang kernel

.PHONY: test test-tools test-clang
test-clang: $(BOARDS:%=clang-kernel-%) qemu-apps $(LIMIT_PLUGIN) $(COUNT_PLUGIN) ## every board's kernel by Clang; what a board does with it
	$(Q)BOARD=$(BOARD) TOOLCHAIN=clang $(PYTHON) -m pytest -q -p no:cacheprovider -n $(QEMU_WORKERS) \
		--dist loadgroup tests/qemu/test_abi.py tests/qemu/test_faults.py $(PYTEST)

test-tools: kernel clang-kernel-lm3s6965evb ## tests of what is measured and checked when the kernel is linked
	$(Q)$(PYTHON) -m pytest -q -p no:cacheprovider tests/tools

# What differs from board to board. On these boards all of it is run, on the others what says most in the
# least time; `make test-board BOARD=name` runs all of it on one.
FULL_BOARDS := qemu-rv32-virt mps2-an385
other_boards := $(filter-out $(BOARD),$(BOARDS))

.PHONY: test-board test-board-quick test-other-boards
test-board: test-qemu test-hostile-system ## the system tests of one board: BOARD=name
	@echo "test: all passed on $(BOARD)"

test-board-quick: kernel apps qemu-apps $(LIMIT_PLUGIN) $(COUNT_PLUGIN)
	$(Q)BOARD=$(BOARD) $(PYTHON) -m pytest -q -p no:cacheprovider -n $(QEMU_WORKERS) --dist loadgroup \
		tests/qemu/test_abi.py tests/qemu/test_faults.py tests/qemu/test_loader.py $(PYTEST)
	@echo "test: the most important passed on $(BOARD)"

# After everything else, so that nobody waits for a core.
test-other-boards: | check-quick test-unit test-detent test-tools test-clang test-qemu test-hostile
	$(Q)for board in $(filter $(FULL_BOARDS),$(other_boards)); do \
		echo "test: $$board" && $(MAKE) --no-print-directory -s BOARD=$$board test-board || exit 1; \
	done
	$(Q)for board in $(filter-out $(FULL_BOARDS),$(other_boards)); do \
		echo "test: $$board" && $(MAKE) --no-print-directory -s BOARD=$$board test-board-quick || exit 1; \
	done

# Last, and alone: it has its own boards.
.PHONY: test-bench
test-bench: | test-other-boards
	$(Q)$(MAKE) --no-print-directory -s bench-check

test: check-quick test-unit test-detent test-tools test-clang test-qemu test-hostile test-other-boards test-bench ## every test, on every board
	@echo "test: all passed on $(words $(BOARDS)) boards: $(BOARDS)"
