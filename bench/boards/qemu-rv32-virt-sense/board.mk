# SPDX-License-Identifier: Apache-2.0 OR MIT
# QEMU's RISC-V machine "virt" with one process that asks for four random bytes every second and prints them.

include boards/qemu-rv32-virt/board.mk

BOARD_FOLDER := bench/boards/qemu-rv32-virt-sense
KERNEL_CONFIG := -DPROCESS_SLOTS=1 -DCPU_CYCLES_PER_US=10 -DCLINT_BASE=0x02000000 \
	-DPLIC_BASE=0x0C000000 -DDRIVER_HASH_BITS=3 -DDRIVER_HASH_SHIFT=17

include bench/boards/common/one.mk
