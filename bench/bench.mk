# SPDX-License-Identifier: Apache-2.0 OR MIT
# What the system costs, in instructions and bytes: docs/performance.md says what and how.
#
#   make bench                       the boards of BENCH_BOARDS
#   make bench BOARD=mps2-an385      this one
#   make -s bench FORMAT=json        {"lm3s6965evb": {"null_command": 83, ...}, ...}

BENCH_BUILD := $(BUILD)/bench
BENCH_BOARDS := lm3s6965evb qemu-rv32-virt
bench_said = $(filter command environment,$(firstword $(origin BOARD)))
bench_boards = $(if $(bench_said),$(BOARD),$(BENCH_BOARDS))
# All of them have a budget.
bench_kept = $(if $(bench_said),$(BOARD),$(BENCH_BOARDS) $(filter-out $(BENCH_BOARDS),$(BOARDS)))

# ---- The instrument ----

QEMU_HEADER := $(QEMU_BUILD)/include/qemu-plugin.h
COUNT_PLUGIN := $(QEMU_BUILD)/count.so

$(QEMU_HEADER): bench/fetch-plugin-header
	$(Q)bench/fetch-plugin-header $@ $(QEMU)
	@touch $@

$(COUNT_PLUGIN): bench/count.c bench/plugin_counter.h $(QEMU_HEADER) tools/qemu/plugin-version
	$(call say,CC,$<)$(HOST_CC) -shared -fPIC -fvisibility=hidden -O2 \
		$(filter-out -Wnull-dereference,$(WARNINGS)) -isystem $(dir $(QEMU_HEADER)) \
		$$(pkg-config --cflags glib-2.0 | sed 's/-I/-isystem /g') \
		-DPLUGIN_VERSION=$$(tools/qemu/plugin-version $(QEMU)) $< -o $@

# ---- Programs: built as those of the system tests ----

bench_tree_apps := $(APP_NAMES)
$(foreach folder,$(call app_folders,bench/apps),$(eval $(call QEMU_APP,$(folder))))
bench_apps := $(filter-out $(bench_tree_apps),$(APP_NAMES))
APP_NAMES := $(bench_tree_apps)

# ---- Floors: the shortest code that could do the same (bench/floor) ----

floor_family := $(call app_family,$(APP_ARCH))
# Of serial ports, each family knows one.
floor_not := $(if $(filter lm3s6965evb qemu-rv32-virt,$(BOARD)),,console_write)
floor_names := $(filter-out $(floor_not),$(patsubst bench/floor/$(floor_family)/%.S,%,\
	$(wildcard bench/floor/$(floor_family)/*.S)))
floors := $(floor_names:%=$(BENCH_BUILD)/floor/$(BOARD)/%.bin)

$(BENCH_BUILD)/floor/$(BOARD)/%.elf: bench/floor/$(floor_family)/%.S bench/floor/$(floor_family)/floor.inc \
		bench/floor/layout.ld bench/windows.h abi/syscall.h $(BOARD_HOME)/board.mk
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

# With many drivers, for boards whose hash has room for them.
bench_capsules := $(if $(filter $(BENCH_BOARDS),$(BOARD)),many)
bench-capsules-%: FORCE | kernel
	$(Q)$(MAKE) --no-print-directory -s BOARD=$(BOARD) CAPSULES=bench/capsules/$* kernel

# Of latencies while somebody computes.
.PHONY: bench-kernel-feedback
bench-kernel-feedback: FORCE | kernel
	$(Q)$(MAKE) --no-print-directory -s BOARD=$(BOARD) SCHEDULER=feedback kernel

# What is there only to be compared: bench/boards/BOARD-NAME.
bench_compositions := $(patsubst bench/boards/%/board.mk,%,$(wildcard bench/boards/$(BOARD)-*/board.mk))
bench-composition-%: FORCE | kernel
	$(Q)$(MAKE) --no-print-directory -s BOARD=$* kernel

.PHONY: bench bench-needs bench-board bench-all bench-kept bench-check bench-budget bench-diff bench-split
bench_variants := $(if $(filter $(BENCH_BOARDS),$(BOARD)),bench-kernel-many bench-kernel-feedback)
bench-needs: kernel $(bench_variants) $(bench_capsules:%=bench-capsules-%) $(bench_compositions:%=bench-composition-%) $(if $(qemu_policies),qemu-policy-signature) \
	apps $(floors) $(call app_products,$(bench_apps)) $(LIMIT_PLUGIN) \
	$(COUNT_PLUGIN)

bench-board: bench-needs
	$(Q)BOARD=$(BOARD) $(PYTHON) bench/measure.py $(BENCH_BUILD)/$(BOARD).json

# A board is what variables of make say; and one board after the other, for what they share.
bench_results := $(bench_boards:%=$(BENCH_BUILD)/%.json)
bench-all:
	$(Q)for board in $(bench_boards); do \
		$(MAKE) --no-print-directory -s BOARD=$$board bench-board || exit 1; \
	done

bench: bench-all ## instructions and bytes, with floors and bars, and plots; FORMAT=json, BOARD=name for one board
	$(Q)$(PYTHON) bench/plot.py $(BENCH_BUILD)/plots $(bench_results)
	$(Q)$(PYTHON) bench/show.py $(if $(filter json,$(FORMAT)),--json) $(bench_results)

# BENCH=name: where the instructions of one figure go, all of it.
bench-split: bench-all ## where the instructions of one figure go, function by function: BENCH=figure
	$(if $(BENCH),,$(error say which figure: BENCH=null_command))
	$(Q)$(PYTHON) bench/show.py --split $(BENCH) $(bench_results)

# ---- What it may cost ----

BENCH_BUDGET := bench/budget.json

bench-kept:
	$(Q)for board in $(bench_kept); do \
		$(MAKE) --no-print-directory -s BOARD=$$board bench-board || exit 1; \
	done

bench-check: bench-kept ## no figure is more than 2 % beyond bench/budget.json, unless a commit message says so
	$(Q)$(PYTHON) bench/budget.py check $(BENCH_BUDGET) $(bench_kept:%=$(BENCH_BUILD)/%.json)

# Those that docs/performance.md shows.
bench_shown := peers_lm3s6965evb peers_qemu-rv32-virt ipc_round_trip timer_delivery_by_processes

bench-budget: bench-kept ## what is measured now becomes the budget, and is shown in docs/performance.md
	$(Q)$(PYTHON) bench/budget.py write $(BENCH_BUDGET) $(bench_kept:%=$(BENCH_BUILD)/%.json)
	$(Q)$(PYTHON) bench/plot.py $(BENCH_BUILD)/plots $(bench_results)
	$(Q)mkdir -p docs/plots && cp $(bench_shown:%=$(BENCH_BUILD)/plots/%.svg) docs/plots/

# ---- Against another commit ----

REV ?=
bench_other := $(BENCH_BUILD)/rev

bench-diff: bench-all ## what another commit took, beside what this tree takes: REV=commit
	$(if $(REV),,$(error say against which commit: REV=HEAD~1))
	$(Q)git rev-parse --quiet --verify '$(REV)^{commit}' >/dev/null || { \
		echo "bench-diff: no commit '$(REV)'" >&2; exit 1; }
	$(Q)git cat-file -e '$(REV):bench/bench.mk' 2>/dev/null || { \
		echo "bench-diff: $(REV) has no bench/: it is older than what measures" >&2; exit 1; }
	$(Q)rm -rf $(bench_other) && mkdir -p $(bench_other)/build
	$(Q)git archive '$(REV)' | tar -x -C $(bench_other)
	$(Q)cp -a $(BUILD)/libc $(bench_other)/build/ && mkdir -p $(bench_other)/build/qemu && \
		cp -a $(QEMU_BUILD)/include $(bench_other)/build/qemu/
	$(Q)for board in $(bench_boards); do \
		$(MAKE) -C $(bench_other) --no-print-directory -s BOARD=$$board bench-board || exit 1; \
	done
	$(Q)$(PYTHON) bench/show.py --before '$(bench_other)/$(BENCH_BUILD)' $(bench_results)
