/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Programs store nothing here (STORAGE in boards/boards.mk). A board's main.c reads it twice, as it does
 * boards/common/storage.h. */
#ifndef STORAGE_OBJECTS
#define STORAGE_DRIVERS(X)
#else
static BOOT_ONLY void storage_start_device(void) {}
static void storage_start(void) {}
#endif
