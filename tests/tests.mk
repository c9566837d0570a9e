# SPDX-License-Identifier: Apache-2.0 OR MIT
# All tests, in this order: what reads the sources, what runs on the host, what runs in QEMU.

include tests/unit/unit.mk
include tests/qemu/qemu.mk
include tests/hostile/hostile.mk

.PHONY: test test-tools
test-tools: kernel ## tests of what is measured and checked when the kernel is linked
	$(Q)$(PYTHON) -m pytest -q -p no:cacheprovider tests/tools

test: check-quick test-unit test-detent test-tools test-qemu test-hostile ## every test
	@echo "test: all passed"
