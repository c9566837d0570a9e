# SPDX-License-Identifier: Apache-2.0 OR MIT
# What is GCC's own in how the kernel is built (kernel/kernel.mk). The board says which GCC: KERNEL_CC,
# KERNEL_MACHINE.

# The texts of a function that is not linked are not either, if data have sections of their own. Elsewhere the order
# in which they then lie costs more than it saves: on RISC-V what is used most is to be near the global pointer.
toolchain_sections := -ffunction-sections $(if $(filter size,$(OPTIMISE)),-fdata-sections)
# Call graph and frames, for tools/stack.py.
TOOLCHAIN_CFLAGS := $(toolchain_sections) -fno-tree-loop-distribute-patterns -fcallgraph-info=su,da
# Optimised as a whole, when it is linked.
TOOLCHAIN_WHOLE := -flto
# Two methods of interfaces may come out alike; they stay two, or tools/stack.py could not tell who is
# called through which.
TOOLCHAIN_HIL := -fno-ipa-icf
TOOLCHAIN_LINK = $(KERNEL_CC) $(KERNEL_MACHINE) -flto $(toolchain_sections) -fcallgraph-info=su,da

# GCC 12's -Os leaves on what still trades bytes for cycles; each of these was measured (make size).
KERNEL_SMALL := -Os -finline-limit=2 -fno-move-loop-invariants -fno-tree-loop-optimize \
	-fno-tree-loop-im -fno-schedule-insns2 -fno-tree-tail-merge -fno-thread-jumps \
	-fno-if-conversion -fno-caller-saves -fno-tree-fre -fno-tree-dominator-opts \
	-fno-section-anchors -fno-ssa-phiopt -fno-tree-dse -fno-inline-small-functions \
	-fno-tree-slsr

# What the compiler sees to in capsules: indices, shifts and null references trap, nothing is left
# uninitialised, and no optimisation believes that this cannot happen (docs/capsules.md).
CAPSULE_CHECKS ?= -fsanitize=bounds-strict,shift-exponent,integer-divide-by-zero -fsanitize-undefined-trap-on-error \
	-ftrivial-auto-var-init=zero -fwrapv -fno-delete-null-pointer-checks \
	-fno-aggressive-loop-optimizations
# Each check keeps a trap of its own where its line can be told.
CAPSULE_TRAPS = $(if $(filter no,$(PANIC_TEXT)),,-fno-crossjumping)
