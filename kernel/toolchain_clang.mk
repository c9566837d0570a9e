# SPDX-License-Identifier: Apache-2.0 OR MIT
# The same for Clang: it compiles and assembles, the board's GCC calls the linker and has the library of
# what the CPU has no instruction for. The board says which CPU: CAPCHECK_TARGET.

# (What Clang leaves in its objects about stacks makes the linker ask the same of those from assembly.)
TOOLCHAIN_LINK := $(KERNEL_CC) $(KERNEL_MACHINE) -Wl,-z,noexecstack
KERNEL_CC = $(if $(filter -ffixed-%,$(KERNEL_MACHINE)),$(CURDIR)/tools/clang_fixed,clang)
KERNEL_MACHINE := $(CAPCHECK_TARGET)

# Copies and fills are calls of memcpy and memset (kernel/memory.c) on ARM too, as GCC makes them:
# of the functions that the ABI has for it there is no library here. No loop is taken to end because
# C says that it may be (C11 6.8.5p6).
TOOLCHAIN_CFLAGS := -meabi gnu -fomit-frame-pointer -fno-addrsig -fno-finite-loops
TOOLCHAIN_WHOLE :=
TOOLCHAIN_HIL :=

KERNEL_SMALL := -Oz -mno-outline

# Why tools/stack.py is not asked.
TOOLCHAIN_STACK := stack: not bounded, for Clang does not tell who calls whom

CAPSULE_CHECKS ?= -fsanitize=array-bounds,shift-exponent,integer-divide-by-zero -fsanitize-trap=all \
	-ftrivial-auto-var-init=zero -enable-trivial-auto-var-init-zero-knowing-it-will-be-removed-from-clang \
	-fwrapv -fno-delete-null-pointer-checks
CAPSULE_TRAPS :=
