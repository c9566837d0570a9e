# SPDX-License-Identifier: Apache-2.0 OR MIT
# Detent: a secure operating system for microcontrollers. `make help` lists what can be made.
#
# One Makefile, no recursion: each folder that has something to build adds a fragment.

BOARD ?= lm3s6965evb
BUILD := build
# All cores, unless somebody says otherwise; a make that another one calls gets its share from that.
ifeq ($(MAKELEVEL)$(filter -j%,$(MAKEFLAGS)),0)
MAKEFLAGS += -j$(shell nproc)
endif
MAKEFLAGS += --no-builtin-rules --no-builtin-variables
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

# Commands are shown by their one-line summary, or whole with V=1.
V ?= 0
ifeq ($(V),1)
Q :=
say =
else
Q := @
say = @printf '  %-8s %s\n' $(1) $(2) >&2;
endif

HOST_CC := gcc
PYTHON := /usr/bin/python3
SETUP := tools/setup

# Warnings are errors, everywhere the same.
WARNINGS := -Wall -Wextra -Werror -Wconversion -Wshadow -Wundef -Wstrict-prototypes \
	-Wmissing-prototypes -Wold-style-definition -Wpointer-arith -Wcast-align -Wwrite-strings \
	-Wimplicit-fallthrough -Wvla -Wformat=2 -Wnull-dereference

# What is missing is installed before anything else; nothing is said if nothing is missing.
PURPOSES := $(if $(filter-out help clean distclean setup print-board,$(or $(MAKECMDGOALS),all)),build) \
	$(if $(filter run debug test% bench% faults soak coverage demo%,$(MAKECMDGOALS)),run) $(if $(filter test% demo%,$(MAKECMDGOALS)),demo) $(if $(filter debug test% faults soak coverage,$(MAKECMDGOALS)),debug) $(if $(filter test% fuzz% faults soak coverage,$(MAKECMDGOALS)),test) \
	$(if $(filter test check% format,$(MAKECMDGOALS)),check) $(if $(filter test bench%,$(MAKECMDGOALS)),bench) \
	$(if $(filter test test-proofs prove%,$(MAKECMDGOALS)),prove)
ifneq ($(strip $(PURPOSES)),)
$(if $(shell $(SETUP) $(PURPOSES) || echo failed),$(error the set-up failed))
endif

include boards/boards.mk
include tools/capcheck/capcheck.mk
include kernel/kernel.mk
include user/user.mk
include tools/tools.mk
include tools/locks.mk
include boards/image.mk
include boards/size.mk
include tests/tests.mk
include demo/token/demo.mk
include fuzz/fuzz.mk
include proofs/prove.mk
include tools/check/check.mk

.PHONY: all setup help clean distclean

all: kernel apps ## kernel, tools and apps of the default board
	@:

setup: ## install what is missing (Debian packages)
	@$(SETUP) build run debug test check bench prove demo

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

clean: ## remove what was built, except the libc
	$(Q)find $(BUILD) -mindepth 1 -maxdepth 1 ! -name libc -exec rm -rf {} + 2>/dev/null || true

distclean: ## remove everything that was built
	$(Q)rm -rf $(BUILD)
