# SPDX-License-Identifier: Apache-2.0 OR MIT
# Tests of the running system in QEMU. Everything that they need is built here, so that they
# themselves build nothing and can run side by side.

QEMU_BUILD := $(BUILD)/qemu

# ---- Kernels that are composed differently: SCHEDULER+FAULT_POLICY ----

qemu_variants := cooperative+STOP priority+PANIC feedback+RESTART_LIMIT round_robin+RESTART_PANIC
qemu_word = $(word $(1),$(subst +, ,$(2)))

.PHONY: qemu-kernels FORCE
qemu-kernels: $(qemu_variants:%=qemu-kernel-%)

# A kernel is what variables of make say, so this is the one place where make calls itself.
qemu-kernel-%: FORCE | kernel
	$(Q)$(MAKE) --no-print-directory -s BOARD=lm3s6965evb SCHEDULER=$(call qemu_word,1,$*) \
		FAULT_POLICY=$(call qemu_word,2,$*) kernel

# ---- Kernels with capsules that break: folder+CAPSULE_POLICY ----

.PHONY: qemu-capsules
qemu-capsules: $(addprefix qemu-capsules-,broken+QUARANTINE broken+PANIC twice+QUARANTINE)

qemu-capsules-%: FORCE | kernel
	$(Q)$(MAKE) --no-print-directory -s BOARD=lm3s6965evb \
		CAPSULES=tests/qemu/capsules/$(call qemu_word,1,$*) CAPSULE_POLICY=$(call qemu_word,2,$*) kernel

# The example of docs/capsule-c.md.
.PHONY: qemu-pulse
qemu-capsules: qemu-pulse
qemu-pulse: | kernel
	$(Q)$(MAKE) --no-print-directory -s BOARD=lm3s6965evb CAPSULES=docs/examples/pulse kernel

# ---- Programs ----
#
# A folder of tests/qemu/apps is a program. It is built as the apps of the tree are, unless its
# app.mk says RAW: then it is linked with tests/qemu/raw and with nothing of the app library.

QEMU_RAW_CC := $(call app_cc,$(APP_ARCH))
QEMU_RAW_CFLAGS := $(APP_MACHINE_$(APP_ARCH)) -std=gnu11 -Os -g -fPIE -ffreestanding \
	-fno-tree-loop-distribute-patterns -fno-jump-tables $(WARNINGS) $(call app_includes,$(APP_ARCH)) \
	-ffile-prefix-map='$(CURDIR)'=. -MMD -MP
QEMU_RAW_LDFLAGS := $(APP_MACHINE_$(APP_ARCH)) -nostdlib -static -T tests/qemu/raw/layout.ld \
	-Wl,--gc-sections -Wl,--emit-relocs -Wl,--fatal-warnings
qemu_raw_objects := $(patsubst tests/qemu/%,$(QEMU_BUILD)/%.o,$(wildcard tests/qemu/raw/*.[cS]))

$(QEMU_BUILD)/raw/%.o: tests/qemu/raw/%
	@mkdir -p $(@D)
	$(call say,CC,$<)$(QEMU_RAW_CC) $(QEMU_RAW_CFLAGS) -I. -c $< -o $@

# $(call QEMU_RAW_RULES,folder,name), with the variables of its app.mk. Where the linker finds
# `_start` in the program itself, it leaves start.S out.
define QEMU_RAW_RULES
APP_NAMES += $(2)

$(BUILD)/apps/$(2)/%.o: $(1)/%
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)$(QEMU_RAW_CC) $(QEMU_RAW_CFLAGS) -I. -c $$< -o $$@

$(BUILD)/apps/$(2)/$(APP_ARCH).elf: $(patsubst $(1)/%,$(BUILD)/apps/$(2)/%.o,\
		$(wildcard $(1)/*.c $(1)/*.S)) $(qemu_raw_objects) tests/qemu/raw/layout.ld \
		$(wildcard $(1)/app.mk)
	$$(call say,LD,$$@)$(QEMU_RAW_CC) $(QEMU_RAW_LDFLAGS) $(call app_defsym,FLASH_ORIGIN,$(FLASH_ORIGIN)) \
		$(call app_defsym,RAM_ORIGIN,$(RAM_ORIGIN)) -o $$@ $$(filter-out $(if $(START),%/start.S.o),\
		$$(filter %.o,$$^)) -lgcc
	$(Q)$$(APP_CHECK_$(call app_family,$(APP_ARCH)))

$(BUILD)/apps/$(2)/$(2).tbf: $(BUILD)/apps/$(2)/$(APP_ARCH).elf $(DETENT)
	$$(call say,TBF,$$@)$(DETENT) tbf $$< -o $$@ --name $(2) --stack $(STACK) \
		--app-heap $(HEAP) --kernel-heap $(KERNEL_HEAP) --kernel-version 2.2 \
		$(addprefix --permission ,$(PERMISSIONS))

-include $(patsubst $(1)/%,$(BUILD)/apps/$(2)/%.d,$(wildcard $(1)/*.c $(1)/*.S))
endef

define QEMU_APP
$(APP_DEFAULTS)
RAW :=
# set, if the program has a _start of its own
START :=
-include $(1)/app.mk
$$(eval $$(call $$(if $$(RAW),QEMU_RAW_RULES,APP_RULES),$(1),$(notdir $(1))))
endef

# The names of the tree's apps stay what `make run` offers.
qemu_tree_apps := $(APP_NAMES)
$(foreach folder,$(sort $(patsubst %/,%,$(dir $(wildcard tests/qemu/apps/*/*.[cS])))),\
	$(eval $(call QEMU_APP,$(folder))))
qemu_apps := $(filter-out $(qemu_tree_apps),$(APP_NAMES))
APP_NAMES := $(qemu_tree_apps)

-include $(qemu_raw_objects:.o=.d)

.PHONY: qemu-apps
qemu-apps: $(foreach name,$(qemu_apps),$(BUILD)/apps/$(name)/$(name).tbf)

# ---- The instrument ----

QEMU_HEADER := $(QEMU_BUILD)/include/qemu-plugin.h
COUNT_PLUGIN := $(QEMU_BUILD)/count.so

$(QEMU_HEADER): tests/qemu/fetch-plugin-header
	$(Q)tests/qemu/fetch-plugin-header $@
	@touch $@

$(COUNT_PLUGIN): tests/qemu/count.c $(QEMU_HEADER) tools/qemu/plugin-version
	$(call say,CC,$<)$(HOST_CC) -shared -fPIC -fvisibility=hidden -O2 \
		$(filter-out -Wnull-dereference,$(WARNINGS)) -isystem $(dir $(QEMU_HEADER)) \
		-DPLUGIN_VERSION=$$(tools/qemu/plugin-version $(QEMU)) $< -o $@

# ---- Tests ----

# PYTEST="-k console -x" says more to pytest.
PYTEST ?=
QEMU_WORKERS ?= 2

.PHONY: test-qemu qemu-needs measure-build
qemu-needs: kernel apps qemu-kernels qemu-capsules qemu-apps $(BRIEF_ELF) $(UNCHECKED_ELF) $(LIMIT_PLUGIN) $(COUNT_PLUGIN)

test-qemu: qemu-needs ## tests of the running system in QEMU
	$(Q)$(PYTHON) -m pytest -q -p no:cacheprovider -n $(QEMU_WORKERS) --dist loadgroup \
		tests/qemu $(PYTEST)

measure-build: ## how long a clean build takes
	$(Q)tests/qemu/build-time
