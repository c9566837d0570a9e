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
	$(Q)$(MAKE) --no-print-directory -s BOARD=$(BOARD) SCHEDULER=$(call qemu_word,1,$*) \
		FAULT_POLICY=$(call qemu_word,2,$*) kernel

# ---- Kernels with capsules that break, or that try something: folder+CAPSULE_POLICY ----

.PHONY: qemu-capsules
qemu-capsules: $(addprefix qemu-capsules-,broken+QUARANTINE broken+PANIC twice+QUARANTINE \
	$(if $(filter qemu-rv32-virt,$(BOARD)),flash+QUARANTINE))

qemu-capsules-%: FORCE | kernel
	$(Q)$(MAKE) --no-print-directory -s BOARD=$(BOARD) \
		CAPSULES=tests/qemu/capsules/$(call qemu_word,1,$*) CAPSULE_POLICY=$(call qemu_word,2,$*) kernel

# The example of docs/capsule-c.md, which is for a pin of the default board.
.PHONY: qemu-pulse
qemu-capsules: $(if $(filter lm3s6965evb,$(BOARD)),qemu-pulse)
qemu-pulse: | kernel
	$(Q)$(MAKE) --no-print-directory -s BOARD=$(BOARD) CAPSULES=docs/examples/pulse kernel

# ---- Kernels that check programs (LOADER=async): by policy ----

# Keys for tests: made once, and worth nothing.
QEMU_KEYS := $(QEMU_BUILD)/keys
# A board of 64 kB has room for signatures of one kind.
qemu_board_keys := first second $(if $(filter qemu-rv32-virt,$(BOARD)),rsa3072 rsa4096)
qemu_all_keys := first second stranger rsa3072 rsa4096
# Those of the MPS2 install programs; what they are checked for does not differ.
qemu_policies := $(if $(filter lm3s6965evb qemu-rv32-virt,$(BOARD)),accept digest signature) \
	$(if $(filter mps2-an385 mps2-an505,$(BOARD)),accept)

$(qemu_all_keys:%=$(QEMU_KEYS)/%.pem): $(QEMU_KEYS)/%.pem: | $(DETENT)
	@mkdir -p $(@D)
	$(Q)$(DETENT) keygen -o $@ --type $(if $(filter rsa%,$*),$*,ecdsa-p256)

.PHONY: qemu-policies
# (One after the other, for what they share.)
qemu-policy-digest: | qemu-policy-accept
qemu-policy-signature: | qemu-policy-digest
qemu-policies: $(qemu_policies:%=qemu-policy-%)
qemu-policy-%: FORCE | kernel $(qemu_all_keys:%=$(QEMU_KEYS)/%.pem)
	$(Q)$(MAKE) --no-print-directory -s BOARD=$(BOARD) LOADER=async APP_POLICY=$* \
		$(if $(filter signature,$*),APP_KEYS="$(qemu_board_keys:%=$(QEMU_KEYS)/%.pem.pub)") kernel

# ---- Kernels that store something: by loader (docs/storage.md) ----

.PHONY: qemu-storage
# (One after the other, for what they share.)
qemu_storage := $(if $(QEMU_FLASH),sync async)
qemu-storage-async: | qemu-storage-sync
qemu-storage: $(qemu_storage:%=qemu-storage-%)
qemu-storage-%: FORCE | kernel
	$(Q)$(MAKE) --no-print-directory -s BOARD=$(BOARD) STORAGE=cfi LOADER=$* kernel

# ---- Kernels with cryptography for programs (docs/crypto.md) ----

# A key for tests: made once, and worth nothing.
$(QEMU_KEYS)/oracle.key:
	@mkdir -p $(@D)
	$(Q)head -c 16 /dev/urandom >$@

.PHONY: qemu-crypto
qemu-crypto: $(if $(filter qemu-rv32-virt,$(BOARD)),qemu-crypto-oracle) $(if $(filter lm3s6965evb,$(BOARD)),qemu-crypto-alone)
qemu-crypto-alone: FORCE | kernel
	$(Q)$(MAKE) --no-print-directory -s BOARD=$(BOARD) CRYPTO=software kernel
qemu-crypto-oracle: FORCE | kernel $(QEMU_KEYS)/oracle.key
	$(Q)$(MAKE) --no-print-directory -s BOARD=$(BOARD) CRYPTO=software ORACLE_KEY=$(QEMU_KEYS)/oracle.key kernel

# ---- Programs ----
#
# A folder of tests/qemu/apps is a program. It is built as the apps of the tree are, unless its
# app.mk says RAW: then it is linked with tests/qemu/raw and with nothing of the app library.

# On Arm the code runs where it lies; on RISC-V it is linked for its place, as all programs are.
RAW_CODE_cortex-m := -fPIE
RAW_CODE_riscv := -mcmodel=medany
raw_includes = $(call app_includes,$(1)) -iquote tests/qemu/raw/$(call app_family,$(1)) \
	-iquote tests/machine/$(call app_family,$(1))
raw_cflags = $(APP_MACHINE_$(1)) $(RAW_CODE_$(call app_family,$(1))) -std=gnu11 -Os -g -ffreestanding \
	-fno-tree-loop-distribute-patterns -fno-jump-tables $(WARNINGS) $(call raw_includes,$(1)) -I. \
	-ffile-prefix-map='$(CURDIR)'=. -MMD -MP
raw_ldflags = $(APP_MACHINE_$(1)) -nostdlib -static -T tests/qemu/raw/layout.ld -Wl,--gc-sections \
	-Wl,--fatal-warnings $(APP_LDFLAGS_$(call app_family,$(1)))
raw_objects = $(patsubst %,$(QEMU_BUILD)/raw/$(1)/%.o,$(call app_sources,tests/qemu/raw,$(1)))

# $(call RAW_LIB_RULES,arch)
define RAW_LIB_RULES
$(QEMU_BUILD)/raw/$(1)/%.o: tests/qemu/raw/%
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)$(call app_cc,$(1)) $(call raw_cflags,$(1)) -c $$< -o $$@

-include $(patsubst %.o,%.d,$(call raw_objects,$(1)))
endef
$(foreach arch,$(APP_ARCH_LIST),$(eval $(call RAW_LIB_RULES,$(arch))))

# $(call RAW_CODE_RULES,folder,name,arch,variants,sources). A program that has a _start of its own says
# START, and start.S is left out.
define RAW_CODE_RULES

$(5:%=$(BUILD)/apps/$(2)/$(3)/%.o): $(BUILD)/apps/$(2)/$(3)/%.o: $(1)/% $(BUILD)/apps/$(2)/settings
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)$(call app_cc,$(3)) $(call raw_cflags,$(3)) $(COMPILE) -c $$< -o $$@

$(4:%=$(BUILD)/apps/$(2)/%.elf): $(BUILD)/apps/$(2)/%.elf: $(BUILD)/apps/$(2)/settings \
		$(5:%=$(BUILD)/apps/$(2)/$(3)/%.o) $(call raw_objects,$(3)) tests/qemu/raw/layout.ld \
		$(wildcard $(1)/app.mk)
	$$(call app_say,LD,$(4))$(call app_cc,$(3)) $(call raw_ldflags,$(3)) $$(call app_origins,$$*) $(LINK) -o $$@ \
		$$(filter-out $(if $(START),%/start.S.o),$$(filter %.o,$$^)) -lgcc
	$$(call app_check,$(3))

-include $(5:%=$(BUILD)/apps/$(2)/$(3)/%.d)
endef

define QEMU_APP
$(APP_DEFAULTS)
# Two places are enough for most tests, and more would only have to be linked.
SLOTS := 12 13
INCLUDES := tests/machine
RAW :=
# set, if the program has a _start of its own
START :=
-include $(1)/app.mk
$$(eval $$(call APP_RULES,$(1),$(notdir $(1)),$$(if $$(RAW),RAW_CODE_RULES,APP_CODE_RULES)))
endef

# The names of the tree's apps stay what `make run` offers.
qemu_tree_apps := $(APP_NAMES)
$(foreach folder,$(call app_folders,tests/qemu/apps),$(eval $(call QEMU_APP,$(folder))))
qemu_apps := $(filter-out $(qemu_tree_apps),$(APP_NAMES))
APP_NAMES := $(qemu_tree_apps)

.PHONY: qemu-apps
qemu-apps: $(call app_products,$(qemu_apps))

# ---- Tests ----

# PYTEST="-k console -x" says more to pytest.
PYTEST ?=
QEMU_WORKERS ?= 2

.PHONY: test-qemu qemu-needs measure-build
qemu-needs: kernel apps qemu-kernels qemu-capsules qemu-policies qemu-crypto qemu-storage qemu-apps bench-needs \
	$(BRIEF_ELF) $(UNCHECKED_ELF) $(LIMIT_PLUGIN) $(STORES_PLUGIN) $(REACHED_PLUGIN)

test-qemu: qemu-needs ## tests of the running system in QEMU
	$(Q)$(pytest) tests/qemu $(PYTEST)

measure-build: ## how long a clean build takes, and others
	$(Q)tests/qemu/build-time
