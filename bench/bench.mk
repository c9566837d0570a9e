# SPDX-License-Identifier: Apache-2.0 OR MIT
# What the system costs, in instructions and bytes.
#
#   make bench                       the boards of BENCH_BOARDS
#   make bench BOARD=mps2-an385      this one
#   make -s bench FORMAT=json        {"lm3s6965evb": {"null_command": 83, ...}, ...}

BENCH_BUILD := $(BUILD)/bench
BENCH_BOARDS := lm3s6965evb qemu-rv32-virt
bench_boards = $(if $(filter command environment,$(firstword $(origin BOARD))),$(BOARD),$(BENCH_BOARDS))

# ---- The instrument ----

QEMU_HEADER := $(QEMU_BUILD)/include/qemu-plugin.h
COUNT_PLUGIN := $(QEMU_BUILD)/count.so

$(QEMU_HEADER): bench/fetch-plugin-header
	$(Q)bench/fetch-plugin-header $@
	@touch $@

$(COUNT_PLUGIN): bench/count.c $(QEMU_HEADER) tools/qemu/plugin-version
	$(call say,CC,$<)$(HOST_CC) -shared -fPIC -fvisibility=hidden -O2 \
		$(filter-out -Wnull-dereference,$(WARNINGS)) -isystem $(dir $(QEMU_HEADER)) \
		-DPLUGIN_VERSION=$$(tools/qemu/plugin-version $(QEMU)) $< -o $@

# ---- Programs: built as those of the system tests ----

bench_tree_apps := $(APP_NAMES)
$(foreach folder,$(call app_folders,bench/apps),$(eval $(call QEMU_APP,$(folder))))
bench_apps := $(filter-out $(bench_tree_apps),$(APP_NAMES))
APP_NAMES := $(bench_tree_apps)

# ---- What is made of it ----

.PHONY: bench bench-needs bench-board
bench-needs: kernel $(call app_products,$(bench_apps)) $(LIMIT_PLUGIN) $(COUNT_PLUGIN)

# A board is what variables of make say; and one board after the other, for what they share.
bench: ## instructions and bytes, with floors and bars; FORMAT=json, BOARD=name for one board
	$(Q)for board in $(bench_boards); do \
		$(MAKE) --no-print-directory -s BOARD=$$board bench-board || exit 1; \
	done
	$(Q)$(PYTHON) bench/show.py $(if $(filter json,$(FORMAT)),--json) \
		$(bench_boards:%=$(BENCH_BUILD)/%.json)

bench-board: bench-needs
	$(Q)BOARD=$(BOARD) $(PYTHON) bench/measure.py $(BENCH_BUILD)/$(BOARD).json
