# SPDX-License-Identifier: Apache-2.0 OR MIT
# What is special about a kernel on RISC-V.

# Fourteen registers are enough for it: what a process has in the others stays there while the kernel
# serves it (entry.S).
KERNEL_MACHINE += $(addprefix -ffixed-x,6 7 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31)
# A branch costs no more than the arithmetic that would go round it. (Clang has no word for it.)
KERNEL_MACHINE += $(if $(filter gcc,$(TOOLCHAIN)),-mbranch-cost=1)
# Objects up to this size lie where gp reaches them; the buffers of drivers do not.
KERNEL_MACHINE += -msmall-data-limit=64

# A copy of four words is a call of memcpy otherwise.
ARCH_FAST := kernel/upcall_queue.c

arch_after_link = $(Q)$(PYTHON) tools/riscv_registers.py $@
# A table of words to jump by is longer than the branches that it saves, and copies of a function for some
# of its arguments are longer than the moves. Both were measured (make size); on Arm it is the other way.
KERNEL_SMALL += $(if $(filter gcc,$(TOOLCHAIN)),-fno-jump-tables -fno-ipa-cp)
