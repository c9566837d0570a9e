/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver numbers of the capsules here, for their apps. */
#ifndef TESTS_QEMU_CAPSULES_NUMBERS_H
#define TESTS_QEMU_CAPSULES_NUMBERS_H

#define DRIVER_BROKEN 0xA0007
#define DRIVER_OVER 0xA000D
#define DRIVER_FLASH_PROBE 0xA000B

#endif
