# SPDX-License-Identifier: Apache-2.0 OR MIT
# What the system costs, in instructions and bytes: docs/performance.md says what and how.
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

# ---- Floors: the shortest code that could do the same (bench/floor) ----

floor_family := $(call app_family,$(APP_ARCH))
# Of serial ports, each family knows one.
floor_not := $(if $(filter lm3s6965evb qemu-rv32-virt,$(BOARD)),,console_write_64)
floor_names := $(filter-out $(floor_not),$(patsubst bench/floor/$(floor_family)/%.S,%,\
	$(wildcard bench/floor/$(floor_family)/*.S)))
floors := $(floor_names:%=$(BENCH_BUILD)/floor/$(BOARD)/%.bin)

$(BENCH_BUILD)/floor/$(BOARD)/%.elf: bench/floor/$(floor_family)/%.S bench/floor/$(floor_family)/floor.inc \
		bench/floor/layout.ld bench/windows.h abi/syscall.h boards/$(BOARD)/board.mk
	@mkdir -p $(@D)
	$(call say,AS,$<)$(KERNEL_CC) $(KERNEL_MACHINE) -I. -nostdlib -static -Wl,--fatal-warnings -Wl,--build-id=none \
		-T bench/floor/layout.ld -Wl,--defsym=FLASH=$(FLASH_START) -Wl,--defsym=RAM=$(RAM_AT) $< -o $@

$(BENCH_BUILD)/floor/$(BOARD)/%.bin: $(BENCH_BUILD)/floor/$(BOARD)/%.elf
	$(Q)$(KERNEL_OBJCOPY) -O binary $< $@

# ---- What is made of it ----

# A kernel for many processes; it is what variables of make say.
MANY_SLOTS := 40
.PHONY: bench-kernel-many
bench-kernel-many: FORCE | kernel
	$(Q)$(MAKE) --no-print-directory -s BOARD=$(BOARD) PROCESS_SLOTS=$(MANY_SLOTS) kernel

.PHONY: bench bench-needs bench-board
bench-needs: kernel bench-kernel-many apps $(floors) $(call app_products,$(bench_apps)) $(LIMIT_PLUGIN) $(COUNT_PLUGIN)

# A board is what variables of make say; and one board after the other, for what they share.
bench: ## instructions and bytes, with floors and bars; FORMAT=json, BOARD=name for one board
	$(Q)for board in $(bench_boards); do \
		$(MAKE) --no-print-directory -s BOARD=$$board bench-board || exit 1; \
	done
	$(Q)$(PYTHON) bench/show.py $(if $(filter json,$(FORMAT)),--json) \
		$(bench_boards:%=$(BENCH_BUILD)/%.json)

bench-board: bench-needs
	$(Q)BOARD=$(BOARD) $(PYTHON) bench/measure.py $(BENCH_BUILD)/$(BOARD).json
