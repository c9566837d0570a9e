# SPDX-License-Identifier: Apache-2.0 OR MIT
# The kernel of one board: portable core, architecture, chip, capsules, composition.

# What people read when something dies is a fifth of the kernel, and can be left out.
PANIC_TEXT ?= yes
panic_text := kernel/report.c kernel/panic.c kernel/capsule_report.c \
	$(wildcard $(ARCH:%=arch/%/report.c) $(ARCH:%=arch/%/mpu_report.c))
without := $(if $(filter no,$(PANIC_TEXT)),$(panic_text),kernel/report_brief.c kernel/panic_brief.c)

# A kernel whose capsules are all there is: no processes, and nobody who reads.
PROCESSES ?= yes
process_without := $(if $(filter no,$(PROCESSES)),kernel/main_loop.c kernel/panic_brief.c $(ARCH:%=arch/%/entry.S),\
	kernel/main_loop_alone.c kernel/panic_alone.c $(ARCH:%=arch/%/entry_alone.S))

ifeq ($(PROCESSES)$(wildcard $(ARCH:%=arch/%/entry_alone.S)),no)
$(error PROCESSES=no: $(BOARD) has an architecture without an entry_alone.S; that of arch/cortex-m is an example)
endif

# What becomes of capsules that fault, of which one is chosen.
policy_without := $(if $(filter QUARANTINE,$(CAPSULE_POLICY)),kernel/capsules_panic.c,\
	kernel/capsules_quarantine.c $(ARCH:%=arch/%/boundary.S))
capsule_policy := $(if $(filter QUARANTINE,$(CAPSULE_POLICY)),quarantine,panic)

# Which loader there is (boards/boards.mk).
loader_async := kernel/loader_async.c kernel/programs.c kernel/app_list.c
loader_without := $(if $(filter async,$(LOADER)),kernel/loader.c kernel/loader_one.c kernel/loader_silent.c,\
	$(loader_async) $(if $(filter one,$(LOADER)),kernel/loader.c,kernel/loader_one.c))

# Whether processes may notify each other, and share memory: IPC := no in board.mk.
IPC ?= yes
ipc_without := $(if $(filter no,$(IPC)),kernel/ipc.c,kernel/ipc_none.c)

# The chip's table of vectors, or one that the board has instead, with fewer lines.
VECTORS ?= $(wildcard $(CHIP:%=chips/%/vectors.c))

# Whether what grants access is sealed (boards/boards.mk).
hardening_without := $(if $(filter yes,$(HARDENED)),,kernel/hardening.c)
hardening := $(if $(filter yes,$(HARDENED)),seals,none)

kernel_core := $(filter-out kernel/schedule_%,$(wildcard kernel/*.c))
kernel_sources := $(filter-out $(without) $(process_without) $(policy_without) $(loader_without) $(ipc_without) $(hardening_without),$(kernel_core) $(wildcard $(ARCH:%=arch/%/*.[cS]))) \
	$(filter-out chips/%/vectors.c,$(wildcard $(CHIP:%=chips/%/*.c))) $(VECTORS) $(wildcard hil/*.c) $(BOARD_FOLDER)/main.c
# What nobody links is not compiled, for each capsule costs an entry of a table: of policies one, those that
# install programs, those that store something and those of cryptography only where that is done.
storage_capsules := capsules/virtual/flash_mux.c capsules/syscall/nonvolatile.c $(wildcard capsules/*/key_value*.c)
crypto_capsules := $(if $(filter none,$(CRYPTO)),$(addprefix capsules/syscall/,aes.c aes_seal.c hmac.c sha.c)) \
	$(if $(ORACLE_KEY),,capsules/syscall/encryption_oracle.c)
kernel_capsules := $(filter-out capsules/policy/% $(if $(INSTALL),,capsules/install/%) $(crypto_capsules) \
	$(if $(filter no,$(PROCESSES)),capsules/syscall/% capsules/system/%) \
	$(if $(filter none,$(STORAGE)),$(storage_capsules)),$(wildcard capsules/*/*.c)) \
	$(if $(filter async,$(LOADER)),capsules/policy/$(APP_POLICY).c)

# Few sources know what is chosen for a kernel (KERNEL_CHOICES). The objects of the others are the same
# in all kernels of a board, and so are those of its capsules.
kernel_chosen := kernel/main_loop.c $(BOARD_FOLDER)/main.c kernel/report_brief.c kernel/panic_brief.c
kernel_objects := $(foreach source,$(kernel_sources),\
	$(if $(filter $(kernel_chosen),$(source)),$(BOARD_BUILD),$(SHARED_BUILD))/$(source).o)

# Capsules of other people: CAPSULES=folder, with their sources and a wiring.h (docs/capsules.md).
capsule_extras := $(if $(CAPSULES),$(wildcard $(CAPSULES)/*.c))
capsule_objects := $(kernel_capsules:%=$(CAPSULES_BUILD)/%.o) \
	$(patsubst $(CAPSULES)/%,$(BOARD_BUILD)/capsules/extra/%.o,$(capsule_extras))
ifneq ($(CAPSULES),)
ifeq ($(wildcard $(CAPSULES)/wiring.h),)
$(error CAPSULES=$(CAPSULES): no wiring.h there)
endif
endif

-include $(ARCH:%=arch/%/arch.mk)

# The path of a system call and of a process switch is counted in instructions; the rest in bytes.
# With OPTIMISE := size in board.mk all of it is.
OPTIMISE ?= speed
kernel_fast := $(if $(filter speed,$(OPTIMISE)),kernel/syscall.c kernel/main_loop.c kernel/hardening.c $(ARCH_FAST))

# The trusted part is optimised as a whole when it is linked, which saves a kilobyte. Capsules stay
# objects of their own, so that what each of them names can be looked at; so do the functions that the
# compiler calls by itself, and what is counted in instructions.
kernel_apart := kernel/memory.c $(ARCH:%=arch/%/runtime.c) $(kernel_fast)

# Libraries of other people.
include chips/bearssl/chip.mk
kernel_libraries := $(if $(filter bearssl,$(CHIP)),$(BEARSSL_MEMBERS:%=$(SHARED_BUILD)/bearssl/%.c.o))
$(if $(kernel_libraries),$(eval $(kernel_objects): | $(BEARSSL_SOURCE)))
kernel_objects += $(kernel_libraries)
$(if $(kernel_libraries),$(eval $(call bearssl_rules,$(SHARED_BUILD),\
	$(KERNEL_CC) $(KERNEL_MACHINE) -std=gnu11 -g -Os -ffreestanding $(TOOLCHAIN_CFLAGS))))

KERNEL_CFLAGS := $(KERNEL_MACHINE) -std=gnu11 -g -ffreestanding -fno-strict-aliasing \
	-fno-common -ffunction-sections $(TOOLCHAIN_CFLAGS) \
	-ffile-prefix-map='$(CURDIR)'=. -I. $(ARCH:%=-Iarch/%) $(WARNINGS) \
	$(KERNEL_CONFIG) -DBOARD_NAME='"$(BOARD)"' -DCAPSULE_GUARD_BYTES=$(GUARD_BYTES) -DCAPSULE_BUDGET_MS=$(CAPSULE_BUDGET_MS) \
	-DBOUNDARY_SOURCE='"kernel/boundary_$(capsule_policy).h"' \
	-DHARDENING_SOURCE='"kernel/hardening_$(hardening).h"' \
	$(if $(filter QUARANTINE,$(CAPSULE_POLICY)),-DCAPSULE_QUARANTINE) $(if $(filter no,$(IPC)),-DPROCESSES_SHARE=0) $(if $(kernel_libraries),$(BEARSSL_INCLUDE)) -MMD -MP
KERNEL_CHOICES := -DCRYPTO_WIRING='"$(CRYPTO_WIRING)"' $(if $(ORACLE_KEY),-DORACLE_KEY_HEADER='"$(ORACLE_KEY_HEADER)"') \
	-DSTORAGE_WIRING='"$(STORAGE_WIRING)"' -DINSTALL_WIRING='"boards/common/install$(if $(INSTALL),,_none).h"' -DLOADER_WIRING='"boards/common/loader_$(LOADER).h"' $(if $(filter async,$(LOADER)),\
	-DPOLICY_WIRING='"boards/common/policy_$(APP_POLICY).h"' -DTURNS_OF_DEFERRED_CALLS=2 \
	$(if $(APP_KEYS),-DAPP_KEYS_HEADER='"$(APP_KEYS_HEADER)"')) \
	-DSCHEDULER_SOURCE='"kernel/schedule_$(SCHEDULER).c"' \
	-DFAULT_POLICY=FAULT_POLICY_$(FAULT_POLICY) -DFAULT_POLICY_LIMIT=$(FAULT_LIMIT) \
	$(if $(CAPSULES),-DCAPSULES_WIRING='"$(CAPSULES)/wiring.h"')
KERNEL_OPTIMISE = $(if $(filter $<,$(kernel_chosen)),$(KERNEL_CHOICES)) \
	$(if $(filter $<,$(kernel_fast)),-O2,$(KERNEL_SMALL)) \
	$(if $(filter $<,$(kernel_apart)),,$(TOOLCHAIN_WHOLE)) $(if $(filter hil/%,$<),$(TOOLCHAIN_HIL))

# What a capsule is compiled with, as far as the checker has to know.
capsule_flags = $(filter-out -MMD -MP -fcallgraph-info% -I%,$(KERNEL_CFLAGS)) $(KERNEL_SMALL)
composed_flags = $(capsule_flags) $(KERNEL_CHOICES)

KERNEL_ELF := $(BOARD_BUILD)/kernel.elf
KERNEL_BIN := $(BOARD_BUILD)/kernel.bin

# What says how it is compiled.
kernel_flags_from := $(BUILD)/place kernel/kernel.mk kernel/toolchain_$(TOOLCHAIN).mk boards/boards.mk \
	$(BOARD_HOME)/board.mk $(wildcard $(BOARD_FOLDER)/*.mk $(ARCH:%=arch/%/arch.mk))

# Objects that are optimised when they are linked know where they were compiled: a tree that was moved
# or copied is compiled anew.
$(BUILD)/place: FORCE
	@mkdir -p $(@D)
	@echo '$(CURDIR)' | cmp -s - $@ || echo '$(CURDIR)' >$@

.PHONY: kernel
kernel: $(KERNEL_BIN)

# No capsule is compiled that is not one; nor a board in which a capsule's macro does what it may not.
shared_capsules := $(kernel_capsules:%=$(CAPSULES_BUILD)/%.o)
checked_objects := $(filter-out $(shared_capsules),$(capsule_objects)) \
	$(filter $(BOARD_BUILD)/boards/%,$(kernel_objects))
$(shared_capsules): $(CAPCHECK) $(capcheck_shared)
$(shared_capsules): check = $(Q)$(call capsule_check,$(notdir $(capcheck_shared)))
$(checked_objects): $(CAPCHECK) $(capcheck_board)
$(checked_objects): check = $(Q)$(call capsule_check,$(notdir $(capcheck_board)))

define capsule_compile
@mkdir -p $(@D)
$(check)
$(call say,CAPSULE,$<)$(KERNEL_CC) $(KERNEL_CFLAGS) $(KERNEL_SMALL) $(CAPSULE_CHECKS) $(CAPSULE_TRAPS) -c $< -o $@
endef

# $(call KERNEL_OBJECT_RULES,folder)
define KERNEL_OBJECT_RULES
$(1)/%.c.o: %.c $(kernel_flags_from)
	@mkdir -p $$(@D)
	$$(check)
	$$(call say,CC,$$<)$$(KERNEL_CC) $$(KERNEL_CFLAGS) $$(KERNEL_OPTIMISE) -c $$< -o $$@

$(1)/capsules/%.c.o: capsules/%.c $(kernel_flags_from)
	$$(capsule_compile)

$(1)/%.S.o: %.S $(kernel_flags_from)
	@mkdir -p $$(@D)
	$$(call say,AS,$$<)$$(KERNEL_CC) $$(KERNEL_CFLAGS) -c $$< -o $$@
endef
$(foreach folder,$(sort $(BOARD_BUILD) $(SHARED_BUILD) $(CAPSULES_BUILD)),\
	$(eval $(call KERNEL_OBJECT_RULES,$(folder))))

$(BOARD_BUILD)/capsules/extra/%.c.o: $(CAPSULES)/%.c $(kernel_flags_from)
	$(capsule_compile)

# The public keys that the board was given; written anew when they change.
$(APP_KEYS_HEADER): FORCE
	@mkdir -p $(@D)
	$(Q)$(PYTHON) tools/app_keys.py $(APP_KEYS) >$@.new
	@cmp -s $@.new $@ || cp $@.new $@
$(if $(filter signature,$(APP_POLICY)),$(eval $(BOARD_BUILD)/$(BOARD_FOLDER)/main.c.o: $(APP_KEYS_HEADER)))

# The board's key for its encryption oracle.
$(ORACLE_KEY_HEADER): FORCE
	@mkdir -p $(@D)
	$(Q)test -f '$(ORACLE_KEY)' || { echo "ORACLE_KEY=$(ORACLE_KEY): no such file; head -c 16 /dev/random makes one" >&2; exit 1; }
	$(Q)(umask 077; { echo '#define ORACLE_KEY_BYTES \'; od -An -v -tx1 '$(ORACLE_KEY)' | tr -s ' \n' '\n\n' | \
		sed -n 's/^\(..\)$$/0x\1/p' | paste -sd, -; } >$@.new)
	@cmp -s $@.new $@ || cp $@.new $@
$(if $(ORACLE_KEY),$(eval $(BOARD_BUILD)/$(BOARD_FOLDER)/main.c.o: $(ORACLE_KEY_HEADER)))

# Which capsules there are: it changes when one is taken away, too.
$(BOARD_BUILD)/capsules.list: FORCE
	@mkdir -p $(@D)
	@echo '$(capsule_objects)' | cmp -s - $@ || echo '$(capsule_objects)' >$@

# Where the code of each capsule lies: the layout includes this.
$(BOARD_BUILD)/capsules.ld: $(capsule_objects) $(BOARD_BUILD)/capsules.list tools/capsule_layout.py
	$(Q)$(PYTHON) tools/capsule_layout.py $(capsule_objects) >$@

# $(call kernel_link,objects)
kernel_link = $(TOOLCHAIN_LINK) -nostdlib -static -Wl,--emit-relocs \
	-L$(BOARD_BUILD) -T $(BOARD_LAYOUT) -Wl,--gc-sections -Wl,-Map=$(@:.elf=.map) \
	-Wl,--fatal-warnings $(patsubst %,-Wl$(comma)--defsym=%,$(KERNEL_LAYOUT)) \
	$(kernel_objects) $(capsule_objects) $(1) -lgcc -o $@

# With texts for people the kernel knows the lines of its capsules. They come out of the kernel itself,
# which is therefore linked twice; the table lies behind everything else, so that nothing moves.
ifneq ($(filter no,$(PANIC_TEXT)),)
capsule_lines :=
else
capsule_lines := $(BOARD_BUILD)/capsule_lines.o
endif

$(BOARD_BUILD)/no_lines.o: tools/capsule_lines.py
	@mkdir -p $(@D)
	$(Q)$(PYTHON) tools/capsule_lines.py | $(KERNEL_CC) $(KERNEL_MACHINE) -x c -c - -o $@

$(BOARD_BUILD)/first.elf: $(kernel_objects) $(capsule_objects) $(BOARD_BUILD)/no_lines.o \
		$(BOARD_BUILD)/capsules.ld $(BOARD_LAYOUT)
	$(call say,LINK,$@)$(call kernel_link,$(BOARD_BUILD)/no_lines.o)

$(BOARD_BUILD)/capsule_lines.o: $(BOARD_BUILD)/first.elf tools/capsule_lines.py
	$(Q)$(PYTHON) tools/capsule_lines.py $< $(kernel_capsules) $(capsule_extras) >$(@:.o=.c)
	$(Q)$(KERNEL_CC) $(KERNEL_MACHINE) -c $(@:.o=.c) -o $@

$(KERNEL_ELF): $(kernel_objects) $(capsule_objects) $(capsule_lines) $(BOARD_BUILD)/capsules.ld \
		$(BOARD_LAYOUT)
	$(kernel_before_link)
	@rm -f $@.ltrans*
	$(call say,LINK,$@)$(call kernel_link,$(capsule_lines))
	$(kernel_after_link)
	$(arch_after_link)

$(KERNEL_BIN): $(KERNEL_ELF)
	$(call say,BIN,$@)$(KERNEL_OBJCOPY) -O binary $< $@

-include $(kernel_objects:.o=.d) $(capsule_objects:.o=.d)
