# SPDX-License-Identifier: Apache-2.0 OR MIT
# A month of virtual time, in less than an hour.

DUMP_PLUGIN := $(QEMU_BUILD)/dump.so
DAYS ?= 30

$(DUMP_PLUGIN): tests/soak/dump.c tools/qemu/plugin-version
	@mkdir -p $(@D)
	$(call say,CC,$<)$(HOST_CC) -shared -fPIC -fvisibility=hidden -O2 $(WARNINGS) \
		-DPLUGIN_VERSION=$$(tools/qemu/plugin-version $(QEMU)) $< -o $@ -ldl

.PHONY: soak
soak: kernel apps qemu-apps $(LIMIT_PLUGIN) $(DUMP_PLUGIN) $(DETENT) ## a month of virtual time: no leak, no drift, nothing lost
	$(Q)BOARD=$(BOARD) tests/soak/soak.py --days $(DAYS)
