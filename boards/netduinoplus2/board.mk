# SPDX-License-Identifier: Apache-2.0 OR MIT
# Netduino Plus 2: STM32F405, a Cortex-M4F with 1 MB of flash and 128 kB of RAM.

# Folders of arch/, from what all have in common to what this one has of its own.
ARCH := cortex-m cortex-m-fpu armv7m
CHIP := stm32f4

KERNEL_CC := arm-none-eabi-gcc
KERNEL_OBJCOPY := arm-none-eabi-objcopy
KERNEL_NM := arm-none-eabi-nm
KERNEL_SIZE := arm-none-eabi-size
KERNEL_MACHINE := -mcpu=cortex-m4 -mthumb -mfloat-abi=soft

# The same in Clang's words, for the checker of capsules.
CAPCHECK_TARGET := --target=arm-none-eabi -mcpu=cortex-m4 -mthumb -mfloat-abi=soft -fshort-enums

# Nobody reaches the first bytes of the address space, not even the kernel: what is null faults.
GUARD_BYTES := 1024

# How long a capsule may take for one call.
CAPSULE_BUDGET_MS := 250

# The CPU runs at 168 MHz, and SysTick, which counts time, at an eighth of that: its 24 bits would last
# a tenth of a second otherwise, which is less than the budget.
KERNEL_CONFIG := -DPROCESS_SLOTS=8 -DCPU_CYCLES_PER_US=21 -DARCH_TIME_REFERENCE_CLOCK

# How many calls through a field of an interface are under way at once, where one object of an
# interface stands on another: the multiplexer on the chip's port (tools/stack.py).
STACK_NESTING := uart_ops.transmit=2 uart_ops.receive=2 \
	uart_client.transmitted=2 uart_client.received=2

# Memory: the first four sectors of flash for the kernel (RM0090 3.4), then apps. Flash is seen at 0 too
# (2.4), where the CPU finds the vectors. 64 kB of RAM at 0x10000000 stay unused.
FLASH_START := 0x08000000
APPS_AT := 0x08010000
FLASH_END := 0x08100000
RAM_AT := 0x20000000
RAM_END := 0x20020000

QEMU := qemu-system-arm
QEMU_MACHINE := -M netduinoplus2
APP_ARCH := cortex-m3
APP_ARCHS := cortex-m4,cortex-m3,cortex-m0
