# SPDX-License-Identifier: Apache-2.0 OR MIT
# All tests, in this order: what reads the sources, what runs on the host, what runs in QEMU.

include tests/unit/unit.mk
include tests/qemu/qemu.mk
include tests/hostile/hostile.mk

.PHONY: test test-tools
test-tools: kernel ## tests of what is measured and checked when the kernel is linked
	$(Q)$(PYTHON) -m pytest -q -p no:cacheprovider tests/tools

# What differs from board to board. One board after the other: each keeps both cores busy.
BOARDS := $(patsubst boards/%/board.mk,%,$(wildcard boards/*/board.mk))
other_boards := $(filter-out $(BOARD),$(BOARDS))

.PHONY: test-board test-other-boards
test-board: test-qemu test-hostile-system ## the system tests of one board: BOARD=name
	@echo "test: $(BOARD) passed"

# After everything else, so that nobody waits for a core.
test-other-boards: | check-quick test-unit test-detent test-tools test-qemu test-hostile
	$(Q)for board in $(other_boards); do \
		echo "test: $$board" && $(MAKE) --no-print-directory -s BOARD=$$board test-board || exit 1; \
	done

test: check-quick test-unit test-detent test-tools test-qemu test-hostile test-other-boards ## every test, on every board
	@echo "test: all passed on $(words $(BOARDS)) boards: $(BOARDS)"
