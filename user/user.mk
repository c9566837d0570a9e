# SPDX-License-Identifier: Apache-2.0 OR MIT
# Apps: the libc and the library they are linked with, and every folder of user/apps as a program.
#
#   make apps                                          all apps of the tree
#   make APPS="hello blink" run                        these on the board
#   make APP_DIRS=/path/to/mine APPS="mine hello" run  with one of yours; more folders in quotes
#
# An app is a folder: its name is the package name, its *.c are the sources. What differs from
# APP_DEFAULTS stands in its app.mk.

DEFAULT_APPS := hello blink counter clock hog crash
APPS ?= $(DEFAULT_APPS)
APP_DIRS ?=
APP_ARCH ?= cortex-m3

DETENT := $(BUILD)/detent

# ---- Architectures ----
#
# A program is built for an architecture, which has Tock's name for it (ABI 4.7). Those of one family
# have the compiler in common, and the few files of user/lib that are not C.

APP_ARCH_LIST := cortex-m3 cortex-m4 cortex-m33 rv32imac
ifeq ($(filter $(APP_ARCH),$(APP_ARCH_LIST)),)
$(error programs are not built for '$(APP_ARCH)'; there are: $(APP_ARCH_LIST))
endif

APP_FAMILY_cortex-m3 := cortex-m
APP_MACHINE_cortex-m3 := -mthumb -mcpu=cortex-m3 -mfloat-abi=soft
APP_FAMILY_cortex-m4 := cortex-m
APP_MACHINE_cortex-m4 := -mthumb -mcpu=cortex-m4 -mfloat-abi=soft
APP_FAMILY_cortex-m33 := cortex-m
APP_MACHINE_cortex-m33 := -mthumb -mcpu=cortex-m33 -mfloat-abi=soft
APP_FAMILY_rv32imac := riscv
APP_MACHINE_rv32imac := -march=rv32imac -mabi=ilp32

# The later ones of Arm run what is made for the first, so its libc serves them all.
APP_LIBC_cortex-m := cortex-m3
APP_LIBC_riscv := rv32imac

APP_CROSS_cortex-m := arm-none-eabi-
APP_CROSS_riscv := riscv64-unknown-elf-

# On Arm, code may be anywhere in flash and data anywhere in RAM: r9 holds the address of the table
# through which data is found (ABI 9.3).
APP_CODE_cortex-m := -fPIC -msingle-pic-base -mpic-register=r9 -mno-pic-data-is-text-relative
# On RISC-V compilers cannot do that. The program is linked once for each of these places, FLASH.RAM,
# and `detent image` takes one that is free. The flash addresses leave 128 bytes for the header, so
# that objects start where regions of memory protection like to (ABI 9.4).
APP_SLOTS_rv32imac := $(foreach slot,0 1 2 3 4 5 6 7 8 9 a b c d e f,0x801$(slot)0080.0x803$(slot)0000)

APP_FAMILIES := cortex-m riscv

# $(call app_cc,arch) and so on.
app_family = $(APP_FAMILY_$(1))
app_cc = $(APP_CROSS_$(APP_FAMILY_$(1)))gcc
app_code = $(APP_MACHINE_$(1)) $(APP_CODE_$(APP_FAMILY_$(1))) -Os -ffunction-sections -fdata-sections
app_libc = $(BUILD)/libc/$(APP_LIBC_$(APP_FAMILY_$(1)))
app_includes = -iquote . -iquote user/lib -iquote user/lib/$(call app_family,$(1))
app_cflags = $(call app_code,$(1)) -std=gnu11 -g $(call app_includes,$(1)) \
	-isystem $(call app_libc,$(1))/include -ffile-prefix-map='$(CURDIR)'=. -MMD -MP
# Warnings are errors in the tree; somebody else's app is only told.
app_warnings = $(if $(filter $(abspath $(APP_DIRS)),$(1)),$(filter-out -Werror,$(WARNINGS)),$(WARNINGS))

# ---- libc: built once, and kept by `make clean` ----

$(BUILD)/libc/%/lib/libc.a: user/libc/build.py user/libc/newlib.h
	$(Q)user/libc/build.py $(BUILD)/libc/$* $(call app_cc,$*) $(call app_code,$*)

# ---- The app library ----

# $(call USER_LIB_RULES,arch,family)
define USER_LIB_RULES
user_crt0_$(1) := $(patsubst %,$(BUILD)/user/$(1)/%.o,crt0.c $(2)/crt0.S)
user_objects_$(1) := $$(filter-out $$(user_crt0_$(1)),$(patsubst user/lib/%,$(BUILD)/user/$(1)/%.o,\
	$(wildcard user/lib/*.c user/lib/$(2)/*.S)))

$(BUILD)/user/$(1)/%.o: user/lib/% $(call app_libc,$(1))/lib/libc.a
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)$(call app_cc,$(1)) $(call app_cflags,$(1)) $(WARNINGS) -c $$< -o $$@

$(BUILD)/user/$(1)/libuser.a: $$(user_objects_$(1))
	@rm -f $$@
	$$(call say,AR,$$@)$(call app_cc,$(1))-ar rcsD $$@ $$^

-include $$(patsubst %.o,%.d,$$(user_objects_$(1)) $$(user_crt0_$(1)))
endef
$(foreach arch,$(APP_ARCH_LIST),$(eval $(call USER_LIB_RULES,$(arch),$(call app_family,$(arch)))))

# ---- Apps ----

app_ldflags = $(call app_code,$(1)) -nostdlib -static -T user/lib/app.ld -Wl,--gc-sections \
	-Wl,--fatal-warnings -Wl,-z,max-page-size=4096 $(APP_LDFLAGS_$(call app_family,$(1)))
APP_LDFLAGS_cortex-m := -Wl,--emit-relocs

# Start-up moves what the global offset table and .data say, and nothing else. An absolute address
# in code would go unnoticed until it is used, so it is looked for here; a few files of libgcc hold
# some (half floats, unwinding). In .data, only plain addresses can be moved.
APP_CHECK_cortex-m = arm-none-eabi-readelf -rW $@ | awk '\
	/^Relocation section/ { section = $$3 } \
	!/R_ARM_/ || /_flash_origin|_sram_origin/ { next } \
	section ~ /rel\.text/ && $$3 ~ /^R_ARM_(ABS32|TARGET1|(THM_)?MOV[WT]_ABS(_NC)?)$$/ || \
	section ~ /rel\.data/ && $$3 !~ /^R_ARM_(ABS32|TARGET1)$$/ \
		{ print "cannot be moved: " $$0; bad = 1 } \
	END { exit bad }'

# Bytes, unless said otherwise.
define APP_DEFAULTS
STACK := 1024
HEAP := 512
KERNEL_HEAP := 512
APP_VERSION := 0
# DRIVER:COMMAND ..., if the app is to be allowed these only
PERMISSIONS :=
# who it is, for what it stores (docs/storage.md); and, if it is to have less than all of its own or
# more, with what id it writes (0: it does not), and whose values it may read and change: 1,2
SHORT_ID :=
WRITE_ID :=
READ_IDS :=
MODIFY_IDS :=
# both, if the app is to lie at fixed addresses
FLASH_ORIGIN :=
RAM_ORIGIN :=
# more for the linker, such as -u _printf_float
LINK :=
# more for the compiler, such as -mcpu=cortex-m4 -mfpu=fpv4-sp-d16 -mfloat-abi=softfp
COMPILE :=
# where code cannot be moved: for which of the places it is linked, from 1; none: for all
SLOTS :=
# set, if code can be moved all the same: it counts all addresses from the program counter
MOVABLE :=
# folders with headers for each family of processors, besides the app's own
INCLUDES :=
endef

comma := ,
app_defsym = $(if $(2),-Wl$(comma)--defsym=$(1)=$(2))

# $(call app_sources,folder,arch): their names in the folder
app_sources = $(patsubst $(1)/%,%,$(wildcard $(addprefix $(1)/,*.c *.S $(addprefix $(call app_family,$(2))/,*.c *.S))))
# What an app is linked as: ARCH, or ARCH.FLASH.RAM for each place where it can lie.
app_variants = $(if $(MOVABLE),$(1),$(if $(FLASH_ORIGIN),$(1).$(FLASH_ORIGIN).$(RAM_ORIGIN),$(or $(patsubst %,$(1).%,\
	$(if $(SLOTS),$(foreach slot,$(SLOTS),$(word $(slot),$(APP_SLOTS_$(1)))),$(APP_SLOTS_$(1)))),$(1))))
# $(call app_family_includes,folder,arch)
app_family_includes = $(patsubst %,-iquote %/$(call app_family,$(2)),$(1) $(INCLUDES))
# $(call app_origins,ARCH.FLASH.RAM)
app_origins = $(call app_defsym,FLASH_ORIGIN,$(word 2,$(subst ., ,$(1)))) \
	$(call app_defsym,RAM_ORIGIN,$(word 3,$(subst ., ,$(1))))
# $(call app_say,command,variants): one line for all of them
app_say = $(if $(filter $(firstword $(2)),$*),$(call say,$(1),'$@$(patsubst %, and % more,$(filter-out 0,$(words $(wordlist 2,$(words $(2)),$(2)))))'),$(Q))
app_check = $(if $(APP_CHECK_$(call app_family,$(1))),$(Q)$(APP_CHECK_$(call app_family,$(1))))
# $(call app_product,name,arch): all variants of one architecture
app_product = $(BUILD)/apps/$(1)/$(2).tab
# $(call app_products,names): for the board, of those that there are for it
app_products = $(foreach name,$(1),$(if $(filter $(APP_ARCH),$(APP_ARCHS_$(name))),$(call app_product,$(name),$(APP_ARCH))))

# What the header says of that.
app_identity = $(SHORT_ID:%=--short-id %) $(WRITE_ID:%=--write-id %) $(READ_IDS:%=--read-ids %) \
	$(MODIFY_IDS:%=--modify-ids %)

# $(call app_settings,folder)
app_settings = $(1) $(wildcard $(1)/*.[cS] $(1)/*/*.[cS]) $(STACK) $(HEAP) $(KERNEL_HEAP) $(APP_VERSION) $(PERMISSIONS) $(app_identity) $(FLASH_ORIGIN) $(RAM_ORIGIN) $(LINK) $(COMPILE) $(SLOTS)

# $(call APP_RULES,folder,name,code rules), with the variables of its app.mk.
define APP_RULES
$(if $(wildcard $(1)/*.[cS] $(1)/*/*.[cS]),,$(error $(1) is to be an app, but has no *.c))
$(if $(filter $(2),$(APP_NAMES)),$(error two apps are called $(2)))
APP_NAMES += $(2)
APP_ARCHS_$(2) := $(foreach arch,$(APP_ARCH_LIST),$(if $(call app_sources,$(1),$(arch)),$(arch)))

# What it is made of, so that another folder, other files or other settings are noticed.
$(BUILD)/apps/$(2)/settings: FORCE
	@mkdir -p $$(@D)
	@echo '$(call app_settings,$(1))' | cmp -s - $$@ || echo '$(call app_settings,$(1))' >$$@

$(foreach arch,$(APP_ARCH_LIST),$(if $(call app_sources,$(1),$(arch)),\
	$(call $(3),$(1),$(2),$(arch),$(call app_variants,$(arch)),$(call app_sources,$(1),$(arch)))\
	$(call APP_OBJECT_RULES,$(2),$(arch),$(call app_variants,$(arch)))))

$(BUILD)/apps/$(2)/$(2).tab: $(DETENT)
	$$(call say,TAB,$$@)$(DETENT) tab -o $$@ --name $(2) --deterministic $$(filter %.tbf,$$^)
endef

# $(call APP_CODE_RULES,folder,name,arch,variants,sources)
define APP_CODE_RULES

$(5:%=$(BUILD)/apps/$(2)/$(3)/%.o): $(BUILD)/apps/$(2)/$(3)/%.o: $(1)/% $(BUILD)/apps/$(2)/settings $(call app_libc,$(3))/lib/libc.a
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)$(call app_cc,$(3)) $(call app_cflags,$(3)) $(call app_family_includes,$(1),$(3)) \
		$(call app_warnings,$(1)) $(COMPILE) -c $$< -o $$@

$(4:%=$(BUILD)/apps/$(2)/%.elf): $(BUILD)/apps/$(2)/%.elf: $(BUILD)/apps/$(2)/settings $(user_crt0_$(3)) \
		$(5:%=$(BUILD)/apps/$(2)/$(3)/%.o) $(BUILD)/user/$(3)/libuser.a \
		$(call app_libc,$(3))/lib/libc.a user/lib/app.ld $(wildcard $(1)/app.mk)
	$$(call app_say,LD,$(4))$(call app_cc,$(3)) $(call app_ldflags,$(3)) $(call app_defsym,STACK_SIZE,$(STACK)) \
		$$(call app_origins,$$*) $(LINK) -Wl,-Map=$$(@:.elf=.map) -o $$@ $$(filter %.o,$$^) \
		-Wl,--start-group $$(filter %.a,$$^) -lgcc -Wl,--end-group
	$$(call app_check,$(3))

-include $(5:%=$(BUILD)/apps/$(2)/$(3)/%.d)
endef

# $(call APP_OBJECT_RULES,name,arch,variants)
define APP_OBJECT_RULES

$(3:%=$(BUILD)/apps/$(1)/%.tbf): $(BUILD)/apps/$(1)/%.tbf: $(BUILD)/apps/$(1)/%.elf $(DETENT)
	$$(call app_say,TBF,$(3))$(DETENT) tbf $$< -o $$@ --name $(1) --stack $(STACK) \
		--app-heap $(HEAP) --kernel-heap $(KERNEL_HEAP) --kernel-version 2.2 \
		--app-version $(APP_VERSION) $(addprefix --permission ,$(PERMISSIONS)) $(app_identity)

$(BUILD)/apps/$(1)/$(1).tab: $(3:%=$(BUILD)/apps/$(1)/%.tbf)
$(call app_product,$(1),$(2)): $(3:%=$(BUILD)/apps/$(1)/%.tbf) $(DETENT)
	$$(call say,TAB,$$@)$(DETENT) tab -o $$@ --name $(1) --deterministic $$(filter %.tbf,$$^)
$(if $(filter cortex-m3,$(2)),
$(BUILD)/apps/$(1)/$(1).tbf: $(BUILD)/apps/$(1)/cortex-m3.tbf
	$(Q)cp $$< $$@)
endef

# $(call APP,folder,other defaults)
define APP
$(APP_DEFAULTS)
$(2)
-include $(1)/app.mk
$$(eval $$(call APP_RULES,$(1),$(notdir $(1)),APP_CODE_RULES))
endef

APP_NAMES :=
# $(call app_folders,folder): those in it that hold sources
app_folders = $(sort $(patsubst %/,%,$(dir $(wildcard $(1)/*/*.[cS]))) \
	$(foreach family,$(APP_FAMILIES),$(patsubst %/$(family)/,%,$(dir $(wildcard $(1)/*/$(family)/*.[cS])))))
$(foreach folder,$(call app_folders,user/apps) $(abspath $(APP_DIRS)),$(eval $(call APP,$(folder))))

.PHONY: apps tabs FORCE
apps: $(call app_products,$(APP_NAMES)) $(if $(filter cortex-m3,$(APP_ARCH)),$(foreach name,$(APP_NAMES),$(BUILD)/apps/$(name)/$(name).tbf)) ## all apps for the board, as build/apps/NAME/ARCHITECTURE.tab
	@:

tabs: $(foreach name,$(APP_NAMES),$(BUILD)/apps/$(name)/$(name).tab) ## all apps for all architectures, as build/apps/NAME/NAME.tab
	@:
