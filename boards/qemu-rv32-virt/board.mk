# SPDX-License-Identifier: Apache-2.0 OR MIT
# QEMU's RISC-V machine "virt": RV32IMAC, 16 PMP entries, kernel and apps in what is RAM there.

ARCH := riscv
# Folders of chips/. Without LOADER=async nobody writes to flash, and the linker leaves memory_flash out.
CHIP := qemu_virt memory_flash

KERNEL_CROSS := riscv64-unknown-elf-
KERNEL_CC := $(KERNEL_CROSS)gcc
KERNEL_OBJCOPY := $(KERNEL_CROSS)objcopy
KERNEL_NM := $(KERNEL_CROSS)nm
KERNEL_SIZE := $(KERNEL_CROSS)size
KERNEL_MACHINE := -march=rv32imac -misa-spec=2.2 -mabi=ilp32 -mcmodel=medlow -mstrict-align

# The same in Clang's words, for the checker of capsules.
CAPCHECK_TARGET := --target=riscv32-unknown-elf -march=rv32imac -mabi=ilp32

# An entry of the protection unit keeps everybody, the kernel too, from the first bytes.
GUARD_BYTES := 1024

# How long a capsule may take for one call.
CAPSULE_BUDGET_MS := 250

# Time is counted by the CLINT, ten times in a microsecond.
KERNEL_CONFIG := -DPROCESS_SLOTS=8 -DCPU_CYCLES_PER_US=10 -DCLINT_BASE=0x02000000 \
	-DPLIC_BASE=0x0C000000 -DDRIVER_HASH_BITS=6 -DDRIVER_HASH_SHIFT=13

# How many calls through a field of an interface are under way at once, where one object of an
# interface stands on another: the multiplexer on the chip's port, and in between who takes frames out; the
# installer, which is told by the kernel and tells its clients (tools/stack.py).
STACK_NESTING := uart_ops.transmit=2 uart_ops.receive=2 \
	$(if $(filter async,$(LOADER)),uart_client.transmitted=3 uart_client.received=3 program_client.judged=2,\
	uart_client.transmitted=2 uart_client.received=2)
# And a window on a flash.
STACK_NESTING += $(if $(filter-out none,$(STORAGE)),flash_ops.read=2 flash_ops.write=2 flash_ops.erase=2 \
	flash_client.read=2 flash_client.written=2 flash_client.erased=2)

# Where host tools put apps.
FLASH_START := 0x80000000
APPS_AT := 0x80100000
# The last five pages are the journal of who installs programs.
FLASH_END := $(if $(filter async,$(LOADER)),0x801FB000,0x80200000)
APP_ARCH := rv32imac

QEMU := qemu-system-riscv32
QEMU_MACHINE := -M virt -global virtio-mmio.force-legacy=false -device virtio-rng-device
# The image is what the machine runs from reset on.
QEMU_IMAGE := -bios IMAGE
RAM_AT := 0x80200000
RAM_END := 0x80400000
APP_ARCHS := rv32imac
# How QEMU is told of the file FLASH in which it keeps the flash, and how large that is.
QEMU_FLASH := -drive if=pflash,unit=1,format=raw,file=FLASH
QEMU_FLASH_BYTES := 33554432
