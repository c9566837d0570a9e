# SPDX-License-Identifier: Apache-2.0 OR MIT
# ARM MPS2: what its FPGA images AN385 and AN386 have in common, which is all but the CPU.

BOARD_FOLDER := boards/mps2

# Folders of arch/, from what all have in common to what this one has of its own.
ARCH := cortex-m armv7m
CHIP := cmsdk

KERNEL_CC := arm-none-eabi-gcc
KERNEL_OBJCOPY := arm-none-eabi-objcopy
KERNEL_NM := arm-none-eabi-nm
KERNEL_SIZE := arm-none-eabi-size
KERNEL_MACHINE := -mcpu=$(MPS2_CPU) -mthumb -mfloat-abi=soft

# The same in Clang's words, for the checker of capsules.
CAPCHECK_TARGET := --target=arm-none-eabi -mcpu=$(MPS2_CPU) -mthumb -mfloat-abi=soft -fshort-enums

# Nobody reaches the first bytes of flash, not even the kernel: what is null faults.
GUARD_BYTES := 1024

# How long a capsule may take for one call.
CAPSULE_BUDGET_MS := 250

KERNEL_CONFIG := -DPROCESS_SLOTS=8 -DCPU_CYCLES_PER_US=25

# How many calls through a field of an interface are under way at once, where one object of an
# interface stands on another: the multiplexer on the chip's port (tools/stack.py).
STACK_NESTING := uart_ops.transmit=2 uart_ops.receive=2 \
	uart_client.transmitted=2 uart_client.received=2

# Where host tools put apps.
APPS_AT := 0x40000
FLASH_END := 0xC0000
APP_ARCH := cortex-m3

QEMU := qemu-system-arm
QEMU_MACHINE := -M $(BOARD)
RAM_END := 0x20040000
