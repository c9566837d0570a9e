# SPDX-License-Identifier: Apache-2.0 OR MIT
# ARM MPS2: what its FPGA images have in common, which is all but the CPU (MPS2_CPU, MPS2_FPU, what
# programs it runs: APP_ARCHS) and where things are (MPS2_MAP: two files here).

BOARD_FOLDER := boards/mps2
include boards/mps2/$(MPS2_MAP).mk

# Folders of arch/, from what all have in common to what this one has of its own.
ARCH := cortex-m $(MPS2_FPU) $(MPS2_MPU)
# Without LOADER=async nobody writes to flash, and the linker leaves memory_flash out.
CHIP := cmsdk memory_flash

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

KERNEL_CONFIG := -DPROCESS_SLOTS=8 -DCPU_CYCLES_PER_US=$(MPS2_MHZ) -DMPS2_MAP='"boards/mps2/$(MPS2_MAP).h"' \
	-DAPP_ARCHITECTURES='"$(APP_ARCHS)"'

# How many calls through a field of an interface are under way at once, where one object of an
# interface stands on another: the multiplexer on the chip's port, and in between who takes frames out; the
# installer, which is told by the kernel and tells its clients (tools/stack.py).
STACK_NESTING := uart_ops.transmit=2 uart_ops.receive=2 \
	$(if $(filter async,$(LOADER)),uart_client.transmitted=3 uart_client.received=3 program_client.judged=2,\
	uart_client.transmitted=2 uart_client.received=2)

APP_ARCH := cortex-m3

QEMU := qemu-system-arm
QEMU_MACHINE := -M $(BOARD)
