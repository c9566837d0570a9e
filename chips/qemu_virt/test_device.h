/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The SiFive test device: ends or resets the machine. Source: QEMU hw/misc/sifive_test.c. */
#ifndef CHIPS_QEMU_VIRT_TEST_DEVICE_H
#define CHIPS_QEMU_VIRT_TEST_DEVICE_H

#include <stdint.h>

/* Ends QEMU with this exit status, less than 65536. */
_Noreturn void virt_exit(uint32_t status);

_Noreturn void virt_reset(void);

#endif
