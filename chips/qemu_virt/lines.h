/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Interrupt lines of QEMU's RISC-V machine "virt", and where its devices are.
 * Source: QEMU docs/system/riscv/virt.rst; hw/riscv/virt.c, virt_memmap. */
#ifndef CHIPS_QEMU_VIRT_LINES_H
#define CHIPS_QEMU_VIRT_LINES_H

#define VIRT_LINE_VIRTIO 1 /* and the seven behind it, one for each transport */
#define VIRT_LINE_UART 10

#define VIRT_TEST 0x00100000u
#define VIRT_UART 0x10000000u
#define VIRT_VIRTIO 0x10001000u /* the first of eight transports */
#define VIRT_VIRTIO_BYTES 0x1000u
#define VIRT_VIRTIO_COUNT 8u
#define VIRT_FLASH \
    0x22000000u /* the second of two banks: QEMU starts from the first, if it has a file */

#endif
