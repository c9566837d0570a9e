/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Storage for programs in the machine's second bank of flash, which QEMU keeps in a file if it is given one
 * (make run FLASH=file). Read twice, like boards/common/storage.h. */
#ifndef STORAGE_OBJECTS

#include "chips/qemu_virt/cfi_flash.h"

#else

/* Its pages are large, and few values need much room: 16 of them, of each the first part. The rest of the
 * bank is free for others. */
#define STORAGE_FIRST_PAGE 0
#define STORAGE_PAGES 16
#define STORAGE_PAGE_BYTES 8192
#define STORAGE_FLASH_WORD_BYTES sizeof(uint32_t)

static struct cfi_flash cfi_flash;
static const struct flash storage_flash = CFI_FLASH(&cfi_flash);
static const struct flash_client storage_flash_client;
static struct cfi_flash cfi_flash =
    CFI_FLASH_OBJECT(&cfi_flash, (volatile uint32_t *)VIRT_FLASH, &storage_flash_client);

static BOOT_ONLY void storage_start_device(void) {
    cfi_flash_start(&cfi_flash);
}

#endif

#include "boards/common/storage.h"
