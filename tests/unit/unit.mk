# SPDX-License-Identifier: Apache-2.0 OR MIT
# Unit tests of the kernel core on the host: the shipped sources, compiled with sanitizers, around
# a simulated machine. Each test_*.c is a program; each test in it runs in a process of its own.

UNIT := $(BUILD)/unit
COVERAGE := $(BUILD)/coverage

unit_tests := $(patsubst tests/unit/test_%.c,%,$(wildcard tests/unit/test_*.c))
unit_helpers := $(filter-out tests/unit/test_%,$(wildcard tests/unit/*.c))
unit_schedulers := $(patsubst kernel/schedule_%.c,%,$(wildcard kernel/schedule_*.c))
unit_kernel := $(filter-out kernel/schedule_% kernel/loader_one.c kernel/ipc_none.c,$(wildcard kernel/*.c)) $(wildcard capsules/*/*.c) \
	$(wildcard hil/*.c) arch/armv7m/mpu_v7m.c
# What test_cortex_m_faults has in place of the fake architecture's, and the protection units that
# have a test each in place of the library's.
unit_arch := arch/cortex-m/fault.c arch/cortex-m/report.c arch/armv7m/mpu_report.c \
	arch/armv8m/mpu_v8m.c arch/riscv/pmp.c arch/riscv/pmp_load.c
# Drivers of chips whose registers a test can play, or that have none.
unit_chips := chips/qemu_virt/entropy.c chips/memory_flash/memory_flash.c chips/cmsdk/fpgaio.c \
	chips/cmsdk/uart.c chips/bearssl/digest.c chips/bearssl/ecdsa.c chips/bearssl/p256.c \
	chips/bearssl/i31.c chips/bearssl/rsa.c chips/bearssl/hmac.c chips/bearssl/aes.c
# Of those that take each other's place the library has one.
unit_library := $(filter-out kernel/report_brief.c kernel/panic_brief.c kernel/capsules_panic.c \
	kernel/main_loop_alone.c kernel/panic_alone.c \
	kernel/loader_async.c,$(unit_kernel))

# What is found through the include path (mpu_types.h) is ARMv7-M's but for the tests of other units.
unit_includes = -I. -Itests/unit/arch -Iarch/cortex-m -Iarch/armv7m
UNIT_CFLAGS = -std=gnu11 -g -fno-strict-aliasing -fno-common $(unit_includes) -DPROCESS_SLOTS=8 -DCPU_CYCLES_PER_US=50 -DCAPSULE_GUARD_BYTES=1024 -DCAPSULE_BUDGET_MS=250 \
	-DBOUNDARY_SOURCE='"kernel/boundary_panic.h"' -DHARDENING_SOURCE='"kernel/hardening_seals.h"' -DKERNEL_BUILD='"unit"' -DBOARD_NAME='"unit"' -MMD -MP
# The one scheduler that the library has; a test of another links a main loop of its own.
UNIT_SCHEDULER := round_robin
UNIT_SANITIZE := -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
UNIT_COVERAGE := -O0 --coverage
# What the shipped sources assume is a machine of 32 bits: here sizeof is a wider type.
unit_shipped_warnings := $(filter-out -Wconversion,$(WARNINGS))

# Lists of programs of which some are broken, and what is expected of them: as many as BROKEN says, others for
# another BROKEN_SEED.
BROKEN ?= 600
BROKEN_SEED ?= 1
BROKEN_LISTS := $(UNIT)/broken.bin
$(UNIT)/broken.settings: FORCE
	@mkdir -p $(@D)
	@echo '$(BROKEN) $(BROKEN_SEED)' | cmp -s - $@ || echo '$(BROKEN) $(BROKEN_SEED)' >$@
$(BROKEN_LISTS): $(UNIT)/broken.settings tests/hostile/broken.py tests/host/tbf_decoder.py tests/host/signatures.py
	@mkdir -p $(@D)
	$(call say,LISTS,$@)$(PYTHON) tests/hostile/broken.py --lists $(BROKEN) --seed $(BROKEN_SEED) -o $@

# The rules of one variant: folder, compiler flags.
define unit_variant
$(1)/tests/unit/%.o: tests/unit/%.c
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)$$(HOST_CC) $(2) $$(UNIT_CFLAGS) $$(WARNINGS) -c $$< -o $$@

# The compiler's own helpers keep those of the host.
$(1)/kernel/memory.o: kernel/memory.c
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)$$(HOST_CC) $(2) $$(UNIT_CFLAGS) $$(unit_shipped_warnings) \
		-Dmemcpy=kernel_memcpy -Dmemset=kernel_memset -c $$< -o $$@

$(1)/schedule_%/main_loop.o: kernel/main_loop.c
	@mkdir -p $$(@D)
	$$(call say,CC,$$< with $$*)$$(HOST_CC) $(2) $$(UNIT_CFLAGS) $$(unit_shipped_warnings) \
		-DSCHEDULER_SOURCE='"kernel/schedule_$$*.c"' -c $$< -o $$@

$(1)/%.o: %.c
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)$$(HOST_CC) $(2) $$(UNIT_CFLAGS) $$(unit_shipped_warnings) \
		-DSCHEDULER_SOURCE='"kernel/schedule_$$(UNIT_SCHEDULER).c"' -c $$< -o $$@

$(1)/libkernel.a: $$(unit_library:%.c=$(1)/%.o) tests/unit/unit.mk
	$$(Q)rm -f $$@ && ar rcs $$@ $$(filter %.o,$$^)

$(1)/libunit.a: $$(unit_helpers:%.c=$(1)/%.o) tests/unit/unit.mk
	$$(Q)rm -f $$@ && ar rcs $$@ $$(filter %.o,$$^)

$(1)/test_schedule_%: $(1)/tests/unit/test_schedule_%.o $(1)/schedule_%/main_loop.o \
		$(1)/libunit.a $(1)/libkernel.a
	$$(Q)$$(HOST_CC) $(2) $$(filter %.o,$$^) $$(unit_link)

$(1)/test_mpu_v8m: $(1)/arch/armv8m/mpu_v8m.o
$(1)/tests/unit/test_mpu_v8m.o $(1)/arch/armv8m/%.o: unit_includes = -I. -Iarch/armv8m
# The loads of this unit are C but for the instruction itself, for which tests/unit/riscv has the model.
$(1)/test_mpu_pmp: $(1)/arch/riscv/pmp.o $(1)/arch/riscv/pmp_load.o
$(1)/tests/unit/test_mpu_pmp.o $(1)/arch/riscv/%.o: unit_includes = \
	-Itests/unit/riscv -I. -Iarch/riscv -DCLINT_BASE=0 -fno-pie -Wno-pointer-to-int-cast
$(1)/test_mpu_pmp: unit_link_flags := -no-pie -Wl,--defsym=layout_stack_end=0x70000000,--defsym=layout_stack_bottom=0x70000020

$(1)/test_virtio_entropy: $(1)/chips/qemu_virt/entropy.o
$(1)/test_flash: $(1)/chips/memory_flash/memory_flash.o
$(eval $(call bearssl_rules,$(1),$(HOST_CC) -O1))
$(1)/test_digest $(1)/test_signature: $(BEARSSL_MEMBERS:%=$(1)/bearssl/%.c.o)
$(1)/test_digest: $(1)/chips/bearssl/digest.o
$(1)/test_signature: $(1)/chips/bearssl/ecdsa.o $(1)/chips/bearssl/p256.o $(1)/chips/bearssl/rsa.o \
		$(1)/chips/bearssl/i31.o
$(1)/chips/bearssl/%.o: unit_includes += $(bearssl_headers)
$(unit_chips:%.c=$(1)/%.o): | $(BEARSSL_SOURCE)
$(1)/test_crypto: $(BEARSSL_MEMBERS:%=$(1)/bearssl/%.c.o) $(1)/chips/bearssl/digest.o \
		$(1)/chips/bearssl/hmac.o $(1)/chips/bearssl/aes.o
$(1)/test_broken_binaries: $(BEARSSL_MEMBERS:%=$(1)/bearssl/%.c.o) $(1)/kernel/loader_async.o \
		$(1)/chips/bearssl/digest.o $(1)/chips/bearssl/ecdsa.o $(1)/chips/bearssl/p256.o \
		$(1)/chips/bearssl/i31.o
$(1)/tests/unit/test_broken_binaries.o: unit_includes += -DBROKEN_LISTS='"$(BROKEN_LISTS)"'
$(1)/test_broken_binaries.log: $(BROKEN_LISTS)
$(1)/test_cmsdk_buttons: $(1)/chips/cmsdk/fpgaio.o
$(1)/test_cmsdk_uart: $(1)/chips/cmsdk/uart.o
$(1)/test_loader_async $(1)/test_installer: $(1)/kernel/loader_async.o
$(1)/test_report_brief: $(1)/kernel/report_brief.o
$(1)/test_loader_one: $(1)/kernel/loader_one.o
$(1)/test_cortex_m_faults: $(1)/arch/cortex-m/report.o $(1)/arch/armv7m/mpu_report.o
$(1)/test_%: $(1)/tests/unit/test_%.o $(1)/libunit.a $(1)/libkernel.a
	$$(Q)$$(HOST_CC) $(2) $$(filter %.o,$$^) $$(unit_link)

$(1)/test_%.log: $(1)/test_% FORCE
	$$(Q)$$< >$$@ 2>&1 || true

.SECONDARY: $$(unit_tests:%=$(1)/test_%) $$(unit_tests:%=$(1)/tests/unit/test_%.o) \
	$$(unit_schedulers:%=$(1)/schedule_%/main_loop.o)

-include $(1)/kernel/loader_one.d $$(unit_kernel:%.c=$(1)/%.d) $$(patsubst %.c,$(1)/%.d,$$(unit_arch) $$(unit_chips)) $$(unit_helpers:%.c=$(1)/%.d)
-include $$(unit_tests:%=$(1)/tests/unit/test_%.d) $$(unit_schedulers:%=$(1)/schedule_%/main_loop.d)
endef
# Calls of what is proved pass where it is seen that callers keep their part (preconditions.c).
unit_wrapped := $(shell sed -n 's/^WRAPPED.[^,]*, \([a-z_]*\),.*/-Wl,--wrap=\1/p' tests/unit/preconditions.c)
unit_link = $(unit_link_flags) $(unit_wrapped) -Wl,--start-group $(@D)/libunit.a $(@D)/libkernel.a -Wl,--end-group -lcmocka -o $@
$(eval $(call unit_variant,$(UNIT),$(UNIT_SANITIZE)))
$(eval $(call unit_variant,$(COVERAGE),$(UNIT_COVERAGE)))

ifneq ($(filter coverage-unit,$(MAKECMDGOALS)),)
$(if $(shell $(SETUP) test || echo failed),$(error the set-up failed))
endif

.PHONY: test-unit coverage-unit

test-unit: $(unit_tests:%=$(UNIT)/test_%.log) $(UNIT)/compile_fail.log \
		$(UNIT)/codegen.log ## unit tests of the kernel on the host
	$(Q)tests/unit/summary $^

$(UNIT)/compile_fail.log: FORCE
	@mkdir -p $(@D)
	$(Q)$(PYTHON) tests/unit/compile_fail/check.py $(KERNEL_CC) $(KERNEL_MACHINE) >$@ 2>&1 || true

$(UNIT)/codegen.log: FORCE
	@mkdir -p $(@D)
	$(Q)$(PYTHON) tests/unit/codegen/check.py $(UNIT)/codegen $(KERNEL_CC) $(KERNEL_MACHINE) >$@ 2>&1 \
		|| true

coverage-unit: $(unit_tests:%=$(COVERAGE)/test_%.log) ## lines of the kernel that unit tests reach
	$(Q)tests/unit/summary $^ && passed=yes; \
	tests/unit/coverage --lines $(COVERAGE) $(unit_kernel) $(unit_arch) $(unit_chips) \
		$(wildcard kernel/schedule_*.c) && \
	test -n "$$passed"
