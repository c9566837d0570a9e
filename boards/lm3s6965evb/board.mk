# SPDX-License-Identifier: Apache-2.0 OR MIT
# Stellaris LM3S6965 evaluation board: Cortex-M3, 256 kB of flash, 64 kB of RAM.

# Folders of arch/, from what all have in common to what this one has of its own.
ARCH := cortex-m armv7m
CHIP := lm3s

KERNEL_CC := arm-none-eabi-gcc
KERNEL_OBJCOPY := arm-none-eabi-objcopy
KERNEL_NM := arm-none-eabi-nm
KERNEL_SIZE := arm-none-eabi-size
KERNEL_MACHINE := -mcpu=cortex-m3 -mthumb -mfloat-abi=soft

# The same in Clang's words, for the checker of capsules.
CAPCHECK_TARGET := --target=arm-none-eabi -mcpu=cortex-m3 -mthumb -mfloat-abi=soft -fshort-enums

# Nobody reaches the first bytes of flash, not even the kernel: what is null faults.
GUARD_BYTES := 1024

# How long a capsule may take for one call.
CAPSULE_BUDGET_MS := 250

KERNEL_CONFIG := -DDRIVER_HASH_SHIFT=14 -DPROCESS_SLOTS=8 -DCPU_CYCLES_PER_US=50

# How many calls through a field of an interface are under way at once, where one object of an
# interface stands on another: the multiplexer on the chip's port (tools/stack.py).
STACK_NESTING := uart_ops.transmit=2 uart_ops.receive=2 \
	uart_client.transmitted=2 uart_client.received=2

# Memory: 48 kB of flash for the kernel, 64 kB if it has cryptography; then apps.
FLASH_START := 0x00000000
APPS_AT := $(if $(filter none,$(CRYPTO)),0x0000C000,0x00010000)
FLASH_END := 0x00040000
RAM_AT := 0x20000000
RAM_END := 0x20010000

QEMU := qemu-system-arm
QEMU_MACHINE := -M lm3s6965evb
APP_ARCH := cortex-m3
APP_ARCHS := cortex-m3,cortex-m0
