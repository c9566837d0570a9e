# SPDX-License-Identifier: Apache-2.0 OR MIT
# Fuzzers: libFuzzer, with AddressSanitizer and UndefinedBehaviorSanitizer, on the shipped sources around the
# simulated machine of tests/unit. `make fuzz TIME=600` gives each target so many seconds and keeps what it
# finds interesting in build/fuzz/corpus; `make test-fuzz` is the short run of `make test`.

FUZZ := $(BUILD)/fuzz
# System calls also with the protection units of other architectures (fuzz/protection.h).
fuzz_units := v8m pmp
fuzz_targets := $(patsubst fuzz/target_%.c,%,$(wildcard fuzz/target_*.c)) $(fuzz_units:%=syscalls_on_%)
fuzz_helpers := $(filter-out fuzz/target_% fuzz/protection_%,$(wildcard fuzz/*.c)) fuzz/protection_v7m.c
# Not the runner of the unit tests.
fuzz_machine := $(addprefix tests/unit/,machine.c fake_arch.c fake_board.c fake_devices.c fake_report.c \
	tbf_builder.c probe.c probe_board.c model_v7m.c cut_store.c)
fuzz_library := $(unit_library) $(fuzz_machine)

FUZZ_CC := clang
# What is new is what reaches something new in the shipped sources, so only these are watched.
FUZZ_CFLAGS = -O1 -fno-pie -fsanitize=address,undefined -fno-sanitize-recover=all \
	$(if $(filter fuzz/% tests/%,$<),,-fsanitize=fuzzer-no-link) -fno-omit-frame-pointer $(UNIT_CFLAGS)

# The warnings of the shipped sources are the business of who builds them.
fuzz_warnings = $(if $(filter fuzz/%,$<),$(WARNINGS),-w)
fuzz_compile = $(FUZZ_CC) $(FUZZ_CFLAGS) $(fuzz_warnings) \
	-DSCHEDULER_SOURCE='"kernel/schedule_$(UNIT_SCHEDULER).c"' -c $< -o $@

# What objects keep gets a name by which it is found (fuzz/state.c), but for what that one keeps itself.
# $(call fuzz_rules,folder,sources of the library)
define fuzz_rules
$(1)/%.o: %.c
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)$$(fuzz_compile)
	$$(Q)$$(if $$(filter fuzz/state.c,$$<),,objcopy --rename-section .bss=fuzz_bss \
		--rename-section .data=fuzz_data $$@)

# The compiler's own helpers keep those of the host.
$(1)/kernel/memory.o: FUZZ_CFLAGS += -Dmemcpy=kernel_memcpy -Dmemset=kernel_memset

$(1)/libfuzzed.a: $(2:%.c=$(1)/%.o)
	$$(Q)rm -f $$@ && ar rcs $$@ $$^

-include $(2:%.c=$(1)/%.d)
endef
$(eval $(call fuzz_rules,$(FUZZ),$(fuzz_library) $(fuzz_helpers)))

# What is found through the include path (mpu_types.h) is the unit's; of the kernel no more than calls reach.
fuzz_unit_folder_v8m := arch/armv8m
fuzz_unit_sources_v8m := arch/armv8m/mpu_v8m.c tests/unit/model_v8m.c
fuzz_unit_folder_pmp := arch/riscv
fuzz_unit_sources_pmp := arch/riscv/pmp.c tests/unit/model_pmp.c
fuzz_unit_library = $(filter kernel/%,$(unit_library)) $(filter-out tests/unit/model_% tests/unit/fake_devices.c \
	tests/unit/cut_store.c,$(fuzz_machine)) $(filter-out fuzz/protection_%,$(fuzz_helpers)) \
	fuzz/protection_$(1).c $(fuzz_unit_sources_$(1)) fuzz/target_syscalls.c
define fuzz_unit
$(FUZZ)/$(1)/%.o: unit_includes = -I. -Itests/unit/arch -Iarch/cortex-m -I$(fuzz_unit_folder_$(1))
$(call fuzz_rules,$(FUZZ)/$(1),$(call fuzz_unit_library,$(1)))
$(FUZZ)/syscalls_on_$(1): $(FUZZ)/$(1)/libfuzzed.a
	$$(call say,LD,$$@)$$(FUZZ_CC) -no-pie -fsanitize=fuzzer,address,undefined $(FUZZ)/$(1)/fuzz/target_syscalls.o \
		-Wl,--start-group $$< -Wl,--end-group -lcmocka -o $$@
endef
$(foreach unit,$(fuzz_units),$(eval $(call fuzz_unit,$(unit))))

# The loader that takes programs while the system runs.
$(FUZZ)/install: $(FUZZ)/kernel/loader_async.o
fuzz_programs := $(filter-out syscalls_on_%,$(fuzz_targets))
$(fuzz_programs:%=$(FUZZ)/%): $(FUZZ)/%: $(FUZZ)/fuzz/target_%.o $(FUZZ)/libfuzzed.a
	$(call say,LD,$@)$(FUZZ_CC) -no-pie -fsanitize=fuzzer,address,undefined $(filter %.o,$^) \
		-Wl,--start-group $(FUZZ)/libfuzzed.a -Wl,--end-group -lcmocka -o $@

.SECONDARY: $(fuzz_programs:%=$(FUZZ)/fuzz/target_%.o)
-include $(fuzz_programs:%=$(FUZZ)/fuzz/target_%.d)

# ---- Coverage: the lines that the kept inputs reach ----

# Without sanitizers, whose branches nobody reaches. What is counted is what a fuzzer links.
FUZZ_COVERAGE := $(FUZZ)/coverage
$(FUZZ_COVERAGE)/%.o: FUZZ_CFLAGS = -O1 -fno-pie -fprofile-instr-generate -fcoverage-mapping $(UNIT_CFLAGS)
$(eval $(call fuzz_rules,$(FUZZ_COVERAGE),$(fuzz_library) $(fuzz_helpers)))
$(FUZZ_COVERAGE)/install: $(FUZZ_COVERAGE)/kernel/loader_async.o
$(fuzz_programs:%=$(FUZZ_COVERAGE)/%): $(FUZZ_COVERAGE)/%: $(FUZZ_COVERAGE)/fuzz/target_%.o $(FUZZ_COVERAGE)/libfuzzed.a
	$(call say,LD,$@)$(FUZZ_CC) -no-pie -fsanitize=fuzzer -fprofile-instr-generate $(filter %.o,$^) -Wl,--start-group $(filter %.a,$^) \
		-Wl,--end-group -lcmocka -o $@

.PHONY: coverage-fuzz
coverage-fuzz: $(fuzz_programs:%=$(FUZZ_COVERAGE)/%) ## lines of the kernel that the kept inputs of each fuzzer reach
	$(Q)fuzz/coverage $(FUZZ_COVERAGE) $(fuzz_programs)

# ---- Running ----

# TIME: seconds for each target. SEED: what libFuzzer begins with; 0: anything. FUZZ_KEEP=1 puts the fewest
# inputs that reach as much, of up to FUZZ_KEEP_MAX bytes each, into the tree.
TIME ?= 60
SEED ?= 0
FUZZ_KEEP ?=
FUZZ_KEEP_MAX := 200
fuzz_options = -max_len=2000 -timeout=10 -rss_limit_mb=1024 -artifact_prefix=$(FUZZ)/found- \
	-print_final_stats=1 -use_value_profile=0

.PHONY: fuzz test-fuzz $(fuzz_targets:%=fuzz-%) $(fuzz_targets:%=test-fuzz-%)

fuzz: $(fuzz_targets:%=fuzz-%) ## fuzzes system calls, program format, values in flash, console and installer on the host: TIME=seconds for each

$(fuzz_targets:%=fuzz-%): fuzz-%: $(FUZZ)/%
	$(call say,FUZZ,$<)fuzz/run $< $(FUZZ)/corpus/$* $(fuzz_options) -seed=$(SEED) -max_total_time=$(TIME)
	$(Q)$(if $(FUZZ_KEEP),fuzz/keep $< $(FUZZ)/corpus/$* $(FUZZ_KEEP_MAX))

# As many runs each time, from the same seed, so that the machine's speed decides nothing.
fuzz_runs_syscalls := 20000
fuzz_runs_syscalls_on_v8m := 5000
fuzz_runs_syscalls_on_pmp := 5000
fuzz_runs_tbf := 500000
fuzz_runs_console := 20000
fuzz_runs_install := 4000
fuzz_runs_key_value := 1500
test-fuzz: $(fuzz_targets:%=test-fuzz-%) ## the inputs that are kept, and a short run of each fuzzer

$(fuzz_targets:%=test-fuzz-%): test-fuzz-%: $(FUZZ)/%
	$(Q)rm -rf $(FUZZ)/short/$*
	$(call say,FUZZ,$<)fuzz/run $< $(FUZZ)/short/$* $(fuzz_options) -seed=1 -runs=$(fuzz_runs_$*)
