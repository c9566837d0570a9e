# SPDX-License-Identifier: Apache-2.0 OR MIT
# Faults injected: bits that flip while the system runs. `make faults COUNT=500 SEED=1000`; HARDENED=yes
# for a kernel that checks what it kept; FLIP="process kernel control": which bits.

FLIP_PLUGIN := $(QEMU_BUILD)/flip.so
COUNT ?= 10000
FLIP ?= process kernel

$(FLIP_PLUGIN): faults/flip.c tools/qemu/plugin-version
	@mkdir -p $(@D)
	$(call say,CC,$<)$(HOST_CC) -shared -fPIC -fvisibility=hidden -O2 $(WARNINGS) \
		-DPLUGIN_VERSION=$$(tools/qemu/plugin-version $(QEMU)) $< -o $@ -ldl

.PHONY: faults
faults: hostile-needs apps $(FLIP_PLUGIN) ## bits flip in processes and in the kernel: COUNT=so many, SEED=the first
	$(Q)BOARD=$(BOARD) HARDENED=$(HARDENED) faults/faults.py --count $(COUNT) --seed $(or $(filter-out 0,$(SEED)),1) $(FLIP)
