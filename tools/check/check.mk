# SPDX-License-Identifier: Apache-2.0 OR MIT
# Checks that read the sources and run nothing. Each says one line if all is well, or else where what is
# wrong and how to put it right. What takes seconds leaves stamps in build/check, and is done again for
# what has changed.

CHECKED := $(BUILD)/check
# $(call check_files,patterns): what git has, or would take; git is asked only if something is checked
checking := $(filter check% format,$(MAKECMDGOALS))
check_files = $(if $(checking),$(wildcard $(shell git ls-files -co --exclude-standard -- $(1))))
# $(call check_scripts,regular expression): what begins with such a line
check_scripts = $(shell git grep -lIE --untracked '^\#!.*$(1)')
# Formatted are the sources that are compiled as they stand; compile-fail tests are wrong on purpose.
format_files = $(filter-out tests/unit/compile_fail/% tests/hostile/capsules/%,\
	$(call check_files,'*.c' '*.h'))
spelled_files = $(filter-out LICENSE% tools/check/words.txt,$(call check_files,.))
python_files = $(sort $(call check_files,'*.py') $(call check_scripts,python))
shell_files = $(call check_scripts,/(ba)?sh)

# All that is wrong is told at once.
ifneq ($(filter check check-boards,$(MAKECMDGOALS)),)
MAKEFLAGS += --keep-going
endif

.PHONY: check check-quick format
check-quick: check-includes check-headers check-trusted check-format check-names check-documents ## format, licence lines, include arrows, how much is trusted, names, documents

check: check-quick check-spelling check-python check-shell check-cppcheck check-boards ## the same, spelling, scripts, static analysis of every board
	@:

.PHONY: check-includes check-headers check-trusted check-format check-names check-documents \
	check-spelling check-python check-shell
check-includes:
	$(Q)tools/check/includes

check-headers:
	$(Q)tools/check/headers

check-trusted:
	$(Q)tools/lines.py --check docs/trusted.md

$(CHECKED)/format: .clang-format $(format_files)
	@mkdir -p $(@D)
	$(Q)clang-format --dry-run --Werror $(if $(filter .clang-format,$?),$(format_files),$?)
	@touch $@

check-format: $(CHECKED)/format
	@echo "format: $(words $(format_files)) files"

format: ## formats all sources
	$(Q)clang-format -i $(format_files)

check-names:
	$(Q)tools/check/names

check-documents:
	$(Q)tools/check/documents.py

check-spelling:
	$(Q)codespell -I tools/check/words.txt $(spelled_files)
	@echo "spelling: $(words $(spelled_files)) files"

check-python:
	$(Q)pyflakes3 $(python_files)
	@echo "python: $(words $(python_files)) files"

check-shell:
	$(Q)shellcheck --format=gcc $(shell_files)
	@echo "shell: $(words $(shell_files)) files"

# ---- cppcheck ----

# $(call cppcheck,flags,sources). What it is wrong about: tools/check/cppcheck.txt.
define cppcheck
@mkdir -p $(@D)
$(Q)cppcheck --quiet --std=c11 --enable=warning,style,performance,portability --error-exitcode=1 \
	--suppressions-list=tools/check/cppcheck.txt '--template={file}:{line}: {severity}: {message} [{id}]' \
	-I. $(1) $(2)
@touch $@
endef

# Tests that are there to be compiled, or not to be, are wrong on purpose.
cppcheck_unit = $(wildcard tests/unit/*.c)
cppcheck_host = $(wildcard tools/detent/*.c tools/qemu/*.c)
cppcheck_user = $(wildcard $(addprefix user/,*/*.c */*/*.c */*/*/*.c))
# What they include. (Not asked of git, since make reads this whatever it is to make.)
check_headers := $(wildcard $(foreach folder,abi arch boards capsules chips hil kernel tests tools user,\
	$(addprefix $(folder)/,*.h */*.h */*/*.h */*/*/*.h)))

.PHONY: check-cppcheck
check-cppcheck: $(addprefix $(CHECKED)/cppcheck-,unit host user)
	@echo "cppcheck: $(words $(cppcheck_unit) $(cppcheck_host) $(cppcheck_user)) files of unit tests, host tools and apps"

$(addprefix $(CHECKED)/cppcheck-,unit host user $(BOARD)): tools/check/cppcheck.txt tools/check/check.mk
$(CHECKED)/cppcheck-unit: $(check_headers) $(cppcheck_unit) $(wildcard kernel/*.c arch/*/*.c)
	$(call cppcheck,--platform=unix64 $(filter -I% -D%,$(UNIT_CFLAGS)),$(cppcheck_unit))

$(CHECKED)/cppcheck-host: $(check_headers) $(cppcheck_host)
	$(call cppcheck,--platform=unix64 -DPLUGIN_VERSION=1,$(cppcheck_host))

$(CHECKED)/cppcheck-user: $(check_headers) $(cppcheck_user)
	$(call cppcheck,--platform=arm32-wchar_t4 -Iuser/lib -Iuser/lib/cortex-m,$(cppcheck_user))

# ---- Every board ----
#
# cppcheck reads all sources of each board. clang-tidy takes ten times as long: it reads the portable ones
# and those of chips once for each family of processors, arch/ for each combination of its folders.

check_boards := $(patsubst boards/%/board.mk,%,$(wildcard boards/*/board.mk))
.PHONY: check-boards check-board
# (One after the other, so that the next one finds what this one has read. A board is what variables of
# make say.)
check-boards:
	$(Q)for board in $(check_boards); do \
		$(MAKE) --no-print-directory -s BOARD=$$board check-board || wrong=1; done; test -z "$$wrong"
	@echo "boards: clang-tidy and cppcheck, $(words $(check_boards)) boards"

# With what is there to be chosen instead or besides (kernel/kernel.mk).
board_sources = $(sort $(filter %.c,$(kernel_sources) $(wildcard kernel/*.c capsules/*/*.c chips/bearssl/*.c)))
board_flags = $(filter -D%,$(KERNEL_CFLAGS) $(KERNEL_CHOICES)) $(ARCH:%=-Iarch/%)
tidy_flags = $(CAPCHECK_TARGET) $(board_flags) $(BEARSSL_INCLUDE) -I. -std=gnu11 -ffreestanding

empty :=
tidy_arch := $(CHECKED)/tidy/$(subst $(empty) $(empty),+,$(ARCH))
tidy_board := $(CHECKED)/tidy/$(BOARD)
tidy_family := $(CHECKED)/tidy/all-$(firstword $(ARCH))
tidy_stamps = $(patsubst %,$(tidy_arch)/%.ok,$(filter arch/%,$(board_sources))) \
	$(patsubst %,$(tidy_board)/%.ok,$(filter boards/%,$(board_sources))) \
	$(patsubst %,$(tidy_family)/%.ok,$(filter-out arch/% boards/%,$(board_sources)))

check-board: $(tidy_stamps) $(CHECKED)/cppcheck-$(BOARD)

# (clang-tidy counts what it was told not to say.)
define tidy
@mkdir -p $(@D)
$(Q)clang $(tidy_flags) -MM -MP -MT $@ -MF $(@:.ok=.d) $<
$(Q)clang-tidy --quiet $< -- $(tidy_flags) >$(@:.ok=.log) 2>&1 || \
	{ sed '/warnings\{0,1\} generated/d; s,^$(CURDIR)/,,' $(@:.ok=.log); false; }
@touch $@
endef
tidy_from = .clang-tidy tools/check/check.mk $(kernel_flags_from)

$(filter $(tidy_family)/chips/bearssl/%,$(tidy_stamps)): $(BEARSSL_SOURCE)
$(tidy_arch)/%.ok: % $(tidy_from)
	$(tidy)
$(tidy_board)/%.ok: % $(tidy_from)
	$(tidy)
$(tidy_family)/%.ok: % $(tidy_from)
	$(tidy)

$(CHECKED)/cppcheck-$(BOARD): $(board_sources) $(check_headers) $(kernel_flags_from)
	$(call cppcheck,--platform=arm32-wchar_t4 $(board_flags),$(board_sources))

ifneq ($(filter check-board,$(MAKECMDGOALS)),)
-include $(tidy_stamps:.ok=.d)
endif
