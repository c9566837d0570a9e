# SPDX-License-Identifier: Apache-2.0 OR MIT
# Checks that read the sources: format, licence lines, who includes whom, how much has to be believed,
# static analysis.

# Formatted are the sources that are compiled as they stand; compile-fail tests are wrong on purpose.
check_files = $(shell git ls-files -co --exclude-standard -- '*.c' '*.h' | grep -v 'compile_fail\|tests/hostile/capsules/')
tidy_files = $(filter kernel/%.c hil/%.c arch/%.c chips/%.c boards/%.c,$(kernel_sources)) $(kernel_capsules)
TIDY_FLAGS := --target=arm-none-eabi $(filter -D%,$(KERNEL_CFLAGS) $(KERNEL_CHOICES)) $(KERNEL_MACHINE) \
	-std=gnu11 -ffreestanding -I. $(ARCH:%=-Iarch/%)

.PHONY: check check-quick format

check-quick: ## format, licence lines, include arrows, how much is trusted
	$(Q)tools/check/includes
	$(Q)tools/check/headers
	$(Q)tools/lines.py --check docs/trusted.md
	$(Q)clang-format --dry-run --Werror $(check_files) && echo "format: $(words $(check_files)) files"

check: check-quick ## the same and static analysis
	$(Q)printf '%s\n' $(tidy_files) | xargs -P2 -I{} clang-tidy --quiet {} -- $(TIDY_FLAGS)
	$(Q)echo "clang-tidy: $(words $(tidy_files)) files"

format: ## formats all sources
	$(Q)clang-format -i $(check_files)
