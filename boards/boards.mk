# SPDX-License-Identifier: Apache-2.0 OR MIT
# What a board chooses, and what can be done with the result: run, image.

# Those of bench/boards are there to be compared.
BOARD_HOME := $(patsubst %/board.mk,%,$(wildcard boards/$(BOARD)/board.mk bench/boards/$(BOARD)/board.mk))
ifeq ($(BOARD_HOME),)
$(error no board '$(BOARD)'; there are: $(patsubst boards/%/board.mk,%,$(wildcard boards/*/board.mk)))
endif

# How processes share the CPU: round_robin, cooperative, priority, feedback.
SCHEDULER ?= round_robin
# What becomes of a process that faults: PANIC, STOP, RESTART, RESTART_LIMIT, RESTART_PANIC, and
# how often it may restart.
FAULT_POLICY ?= RESTART
FAULT_LIMIT ?= 3

fault_policies := PANIC STOP RESTART RESTART_LIMIT RESTART_PANIC
ifeq ($(filter $(FAULT_POLICY),$(fault_policies)),)
$(error no fault policy '$(FAULT_POLICY)'; there are: $(fault_policies))
endif

# What becomes of a capsule that faults: QUARANTINE, PANIC (docs/quarantine.md).
CAPSULE_POLICY ?= QUARANTINE
capsule_policies := QUARANTINE PANIC
ifeq ($(filter $(CAPSULE_POLICY),$(capsule_policies)),)
$(error no capsule policy '$(CAPSULE_POLICY)'; there are: $(capsule_policies))
endif

# Whether memory may forget: what grants access is then looked at twice (kernel/hardening.h): no, yes.
HARDENED ?= no
ifeq ($(filter $(HARDENED),no yes),)
$(error HARDENED=$(HARDENED) is neither yes nor no)
endif

# How programs are loaded: sync, all of them at boot; async, each of them checked while others run.
# APP_POLICY says by whom: accept, digest, signature; then APP_KEYS="file.pem.pub ...", the most trusted
# first (docs/signing.md).
LOADER ?= sync
APP_POLICY ?= accept
APP_KEYS ?=
loaders := sync async
app_policies := $(patsubst boards/common/policy_%.h,%,$(wildcard boards/common/policy_*.h))
ifeq ($(filter $(LOADER),$(loaders)),)
$(error no loader '$(LOADER)'; there are: $(loaders))
endif
ifeq ($(filter $(APP_POLICY),$(app_policies)),)
$(error no app policy '$(APP_POLICY)'; there are: $(app_policies))
endif
ifeq ($(LOADER)$(filter-out accept,$(APP_POLICY)),sync$(APP_POLICY))
$(error APP_POLICY=$(APP_POLICY) checks programs, which takes LOADER=async)
endif
ifeq ($(LOADER)$(APP_POLICY)$(APP_KEYS),asyncsignature)
$(error APP_POLICY=signature takes APP_KEYS="file.pem.pub ..."; `detent keygen` makes keys)
endif

# What programs can store, and where (docs/storage.md): none; or what the board has besides, as a
# storage_*.h. FLASH=file is where QEMU keeps the machine's flash.
FLASH ?=
STORAGE ?= $(if $(FLASH),cfi,none)

# What programs have of cryptography (docs/crypto.md): none; software. With ORACLE_KEY=file, 16 bytes, an
# encryption oracle as well.
CRYPTO ?= none
ORACLE_KEY ?=
CRYPTO_WIRING := $(wildcard boards/common/crypto_$(CRYPTO).h)
ifeq ($(CRYPTO_WIRING),)
$(error no cryptography '$(CRYPTO)'; there are: $(patsubst boards/common/crypto_%.h,%,$(wildcard boards/common/crypto_*.h)))
endif
ifeq ($(CRYPTO)$(if $(ORACLE_KEY),+oracle),none+oracle)
$(error ORACLE_KEY=$(ORACLE_KEY) takes CRYPTO=software)
endif

# Programs are installed while the board runs if they are checked, on boards that treat where they lie as
# flash. The service needs some pages behind them (capsules/install/installer.h).
INSTALL = $(if $(filter async,$(LOADER)),$(filter memory_flash,$(CHIP)))

# Where main.c is; boards that differ in little else share it.
BOARD_FOLDER := $(BOARD_HOME)
include $(BOARD_HOME)/board.mk

CHIP += $(if $(filter digest signature,$(APP_POLICY))$(filter software,$(CRYPTO)),bearssl)

STORAGE_WIRING := $(firstword $(wildcard $(BOARD_FOLDER)/storage_$(STORAGE).h boards/common/storage_$(STORAGE).h))
ifeq ($(STORAGE_WIRING),)
$(error board '$(BOARD)' has no storage '$(STORAGE)'; there are: $(patsubst storage_%.h,%,$(notdir $(wildcard $(BOARD_FOLDER)/storage_*.h boards/common/storage_*.h))))
endif
ifneq ($(FLASH),)
ifeq ($(QEMU_FLASH),)
$(error FLASH=$(FLASH): board '$(BOARD)' has no flash that QEMU keeps in a file)
endif
endif

# How many processes there can be at once, if not as many as board.mk says.
PROCESS_SLOTS ?=
ifneq ($(PROCESS_SLOTS),)
KERNEL_CONFIG := $(patsubst -DPROCESS_SLOTS=%,-DPROCESS_SLOTS=$(PROCESS_SLOTS),$(KERNEL_CONFIG))
endif

# Who compiles the kernel: gcc, clang (docs/compilers.md).
TOOLCHAIN ?= gcc
ifeq ($(wildcard kernel/toolchain_$(TOOLCHAIN).mk),)
$(error no toolchain '$(TOOLCHAIN)'; there are: $(patsubst kernel/toolchain_%.mk,%,$(wildcard kernel/toolchain_*.mk)))
endif
include kernel/toolchain_$(TOOLCHAIN).mk

# Where the linker puts what: the board's own layout.ld, or that of its architecture, with the numbers
# of board.mk.
BOARD_LAYOUT := $(firstword $(wildcard $(BOARD_FOLDER)/layout.ld $(ARCH:%=arch/%/layout.ld)))
KERNEL_LAYOUT := LAYOUT_GUARD_BYTES=$(GUARD_BYTES) LAYOUT_FLASH_START=$(FLASH_START) \
	LAYOUT_APPS_START=$(APPS_AT) LAYOUT_FLASH_END=$(FLASH_END) LAYOUT_RAM_START=$(RAM_AT) \
	LAYOUT_RAM_END=$(RAM_END) LAYOUT_CRYPTOGRAPHY=$(if $(filter bearssl,$(CHIP)),1,0)

ifeq ($(wildcard kernel/schedule_$(SCHEDULER).c),)
$(error no scheduler '$(SCHEDULER)'; there are: $(patsubst kernel/schedule_%.c,%,$(wildcard kernel/schedule_*.c)))
endif

# A folder with capsules that are not of this tree (docs/capsules.md).
CAPSULES ?=
override CAPSULES := $(CAPSULES:%/=%)
capsule_variant := $(if $(filter PANIC,$(CAPSULE_POLICY)),-CAPSULE_PANIC)$(if $(CAPSULES),-with-$(subst /,_,$(subst _,__,$(CAPSULES))))$(if $(CAPSULE_CHECKS),,-unchecked)

crypto_variant := $(if $(filter-out none,$(CRYPTO)),-crypto)$(if $(ORACLE_KEY),-oracle)
loader_variant := $(if $(filter async,$(LOADER)),-$(APP_POLICY))

# Kernels that are composed differently are built side by side. Some choices reach every object, the others
# only those that kernel.mk lists (kernel_chosen): what these do not reach is shared.
everywhere := $(BOARD)$(PROCESS_SLOTS:%=-%-slots)$(filter-out -gcc,-$(TOOLCHAIN))$(if $(filter yes,$(HARDENED)),-hardened)
BOARD_VARIANT := $(everywhere)$(filter-out -round_robin,-$(SCHEDULER))$(filter-out -RESTART,-$(FAULT_POLICY))$(loader_variant)$(filter-out -none,-$(STORAGE))$(crypto_variant)$(filter-out -3,-$(FAULT_LIMIT))$(capsule_variant)$(if $(filter no,$(PANIC_TEXT)),-brief)
BOARD_BUILD := $(BUILD)/$(BOARD_VARIANT)
SHARED_BUILD := $(BUILD)/$(everywhere)$(if $(filter PANIC,$(CAPSULE_POLICY)),-CAPSULE_PANIC)
CAPSULES_BUILD := $(SHARED_BUILD)$(if $(CAPSULE_CHECKS),,-unchecked)$(if $(filter no,$(PANIC_TEXT)),-brief)

# The public keys, as the kernel has them.
APP_KEYS_HEADER := $(BOARD_BUILD)/app_keys.h
ORACLE_KEY_HEADER := $(BOARD_BUILD)/oracle_key.h
