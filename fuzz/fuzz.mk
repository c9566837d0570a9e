# SPDX-License-Identifier: Apache-2.0 OR MIT
# Fuzzers: libFuzzer, with AddressSanitizer and UndefinedBehaviorSanitizer, on the shipped sources around the
# simulated machine of tests/unit. `make fuzz TIME=600` gives each target so many seconds and keeps what it
# finds interesting in build/fuzz/corpus; `make test-fuzz` is the short run of `make test`.

FUZZ := $(BUILD)/fuzz
fuzz_targets := $(patsubst fuzz/target_%.c,%,$(wildcard fuzz/target_*.c))
fuzz_helpers := $(filter-out fuzz/target_%,$(wildcard fuzz/*.c))
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
$(FUZZ)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC,$<)$(fuzz_compile)
	$(Q)$(if $(filter fuzz/state.c,$<),,objcopy --rename-section .bss=fuzz_bss \
		--rename-section .data=fuzz_data $@)

# The compiler's own helpers keep those of the host.
$(FUZZ)/kernel/memory.o: FUZZ_CFLAGS += -Dmemcpy=kernel_memcpy -Dmemset=kernel_memset

$(FUZZ)/libfuzzed.a: $(fuzz_library:%.c=$(FUZZ)/%.o) $(fuzz_helpers:%.c=$(FUZZ)/%.o)
	$(Q)rm -f $@ && ar rcs $@ $^

# The loader that takes programs while the system runs.
$(FUZZ)/install: $(FUZZ)/kernel/loader_async.o
$(fuzz_targets:%=$(FUZZ)/%): $(FUZZ)/%: $(FUZZ)/fuzz/target_%.o $(FUZZ)/libfuzzed.a
	$(call say,LD,$@)$(FUZZ_CC) -no-pie -fsanitize=fuzzer,address,undefined $(filter %.o,$^) \
		-Wl,--start-group $(FUZZ)/libfuzzed.a -Wl,--end-group -lcmocka -o $@

.SECONDARY: $(fuzz_targets:%=$(FUZZ)/fuzz/target_%.o)
-include $(patsubst %.c,$(FUZZ)/%.d,$(fuzz_library) $(fuzz_helpers)) \
	$(fuzz_targets:%=$(FUZZ)/fuzz/target_%.d)

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
fuzz_runs_tbf := 500000
fuzz_runs_console := 20000
fuzz_runs_install := 4000
fuzz_runs_key_value := 1500
test-fuzz: $(fuzz_targets:%=test-fuzz-%) ## the inputs that are kept, and a short run of each fuzzer

$(fuzz_targets:%=test-fuzz-%): test-fuzz-%: $(FUZZ)/%
	$(Q)rm -rf $(FUZZ)/short/$*
	$(call say,FUZZ,$<)fuzz/run $< $(FUZZ)/short/$* $(fuzz_options) -seed=1 -runs=$(fuzz_runs_$*)
