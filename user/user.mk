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

APP_CC := arm-none-eabi-gcc
APP_AR := arm-none-eabi-gcc-ar
APP_READELF := arm-none-eabi-readelf
DETENT := $(BUILD)/detent

APP_MACHINE_cortex-m3 := -mthumb -mcpu=cortex-m3 -mfloat-abi=soft

# Code may be anywhere in flash and data anywhere in RAM: r9 holds the address of the table through
# which data is found (ABI 9.3).
APP_CODE := $(APP_MACHINE_$(APP_ARCH)) -Os -ffunction-sections -fdata-sections \
	-fPIC -msingle-pic-base -mpic-register=r9 -mno-pic-data-is-text-relative

# ---- libc: built once, and kept by `make clean` ----

LIBC := $(BUILD)/libc/$(APP_ARCH)

$(LIBC)/lib/libc.a: user/libc/build.py user/libc/newlib.h
	$(Q)user/libc/build.py $(LIBC) $(APP_CC) $(APP_CODE)

# ---- The app library ----

APP_CFLAGS := $(APP_CODE) -std=gnu11 -g -iquote . -iquote user/lib \
	-isystem $(LIBC)/include -ffile-prefix-map='$(CURDIR)'=. -MMD -MP
# Warnings are errors in the tree; somebody else's app is only told.
app_warnings = $(if $(filter $(abspath $(APP_DIRS)),$(1)),$(filter-out -Werror,$(WARNINGS)),$(WARNINGS))

USER_LIB := $(BUILD)/user/$(APP_ARCH)
USER_CRT0 := $(USER_LIB)/crt0.S.o $(USER_LIB)/crt0.c.o
USER_OBJECTS := $(filter-out $(USER_CRT0),$(patsubst user/lib/%,$(USER_LIB)/%.o,\
	$(wildcard user/lib/*.c user/lib/*.S)))

$(USER_LIB)/%.o: user/lib/% $(LIBC)/lib/libc.a
	@mkdir -p $(@D)
	$(call say,CC,$<)$(APP_CC) $(APP_CFLAGS) $(WARNINGS) -c $< -o $@

$(USER_LIB)/libuser.a: $(USER_OBJECTS)
	@rm -f $@
	$(call say,AR,$@)$(APP_AR) rcsD $@ $^

# ---- Apps ----

APP_LDFLAGS := $(APP_CODE) -nostdlib -static -T user/lib/app.ld -Wl,--gc-sections \
	-Wl,--emit-relocs -Wl,--fatal-warnings -Wl,-z,max-page-size=4096

# Start-up moves what the global offset table and .data say, and nothing else. An absolute address
# in code would go unnoticed until it is used, so it is looked for here; a few files of libgcc hold
# some (half floats, unwinding). In .data, only plain addresses can be moved.
APP_CHECK := awk '\
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
# both, if the app is to lie at fixed addresses
FLASH_ORIGIN :=
RAM_ORIGIN :=
# more for the linker, such as -u _printf_float
LINK :=
endef

comma := ,
app_defsym = $(if $(2),-Wl$(comma)--defsym=$(1)=$(2))

# $(call APP_RULES,folder,name), with the variables of its app.mk.
define APP_RULES
$(if $(wildcard $(1)/*.c),,$(error $(1) is to be an app, but has no *.c))
$(if $(filter $(2),$(APP_NAMES)),$(error two apps are called $(2)))
APP_NAMES += $(2)

# What it is made of, so that another folder, other files or other settings are noticed.
$(BUILD)/apps/$(2)/settings: FORCE
	@mkdir -p $$(@D)
	@echo '$(1) $(wildcard $(1)/*.c) $(STACK) $(HEAP) $(KERNEL_HEAP) $(APP_VERSION) $(PERMISSIONS) $(FLASH_ORIGIN) $(RAM_ORIGIN) $(LINK)' >$$@.new
	@if cmp -s $$@.new $$@; then rm $$@.new; else mv $$@.new $$@; fi

$(BUILD)/apps/$(2)/%.c.o: $(1)/%.c $(BUILD)/apps/$(2)/settings $(LIBC)/lib/libc.a
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)$(APP_CC) $(APP_CFLAGS) $(call app_warnings,$(1)) -c $$< -o $$@

$(BUILD)/apps/$(2)/$(APP_ARCH).elf: $(BUILD)/apps/$(2)/settings $(USER_CRT0) \
		$(patsubst $(1)/%,$(BUILD)/apps/$(2)/%.o,$(wildcard $(1)/*.c)) $(USER_LIB)/libuser.a \
		$(LIBC)/lib/libc.a user/lib/app.ld $(wildcard $(1)/app.mk)
	$$(call say,LD,$$@)$(APP_CC) $(APP_LDFLAGS) $(call app_defsym,STACK_SIZE,$(STACK)) \
		$(call app_defsym,FLASH_ORIGIN,$(FLASH_ORIGIN)) \
		$(call app_defsym,RAM_ORIGIN,$(RAM_ORIGIN)) $(LINK) \
		-Wl,-Map=$$(@:.elf=.map) -o $$@ $$(filter %.o,$$^) \
		-Wl,--start-group $$(filter %.a,$$^) -lgcc -Wl,--end-group
	$(Q)$(APP_READELF) -rW $$@ | $$(APP_CHECK)

$(BUILD)/apps/$(2)/$(APP_ARCH).tbf: $(BUILD)/apps/$(2)/$(APP_ARCH).elf $(DETENT)
	$$(call say,TBF,$$@)$(DETENT) tbf $$< -o $$@ --name $(2) --stack $(STACK) \
		--app-heap $(HEAP) --kernel-heap $(KERNEL_HEAP) --kernel-version 2.2 \
		--app-version $(APP_VERSION) $(addprefix --permission ,$(PERMISSIONS))

$(BUILD)/apps/$(2)/$(2).tbf: $(BUILD)/apps/$(2)/$(APP_ARCH).tbf
	$(Q)cp $$< $$@

$(BUILD)/apps/$(2)/$(2).tab: $(BUILD)/apps/$(2)/$(APP_ARCH).tbf
	$$(call say,TAB,$$@)$(DETENT) tab -o $$@ --name $(2) --deterministic $$<

-include $(patsubst $(1)/%,$(BUILD)/apps/$(2)/%.d,$(wildcard $(1)/*.c))
endef

define APP
$(APP_DEFAULTS)
-include $(1)/app.mk
$$(eval $$(call APP_RULES,$(1),$(notdir $(1))))
endef

APP_NAMES :=
APP_FOLDERS := $(sort $(patsubst %/,%,$(dir $(wildcard user/apps/*/*.c)))) $(abspath $(APP_DIRS))
$(foreach folder,$(APP_FOLDERS),$(eval $(call APP,$(folder))))

-include $(USER_OBJECTS:.o=.d) $(USER_CRT0:.o=.d)

.PHONY: apps FORCE
app_products := $(foreach name,$(APP_NAMES),$(addprefix $(BUILD)/apps/$(name)/$(name),.tbf .tab))
apps: $(app_products) ## all apps, as build/apps/NAME/NAME.tbf and .tab
	@:
