/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The memory of apps on qemu-rv32-virt as flash, and a driver over it. Read twice. */
#ifndef WIRING_OBJECTS

#include "chips/memory_flash/memory_flash.h"
#include "flash_probe.h"
#include "tests/qemu/capsules/numbers.h"

#define EXTRA_DRIVERS(X)                                                                      \
    X(FLASH_PROBE, DRIVER_FLASH_PROBE, struct flash_probe, &flash_probe, flash_probe_command, \
      &flash_probe_apps_layout)

#else

#define APP_FLASH ((volatile uint32_t *)0x80100000u)
#define APP_FLASH_PAGES 256u

static struct memory_flash app_flash;
static const struct flash app_flash_hil = MEMORY_FLASH(&app_flash, APP_FLASH_PAGES);
BUFFER(flash_buffer, FLASH_PROBE_BYTES);
static struct flash_probe flash_probe = {
    .flash = &app_flash_hil,
    .apps = GRANT_HANDLE(FLASH_PROBE),
    .buffer = &flash_buffer,
    .caller = PROCESS_ID_NONE,
};
static const struct flash_client flash_probe_client = FLASH_CLIENT(
    struct flash_probe, flash_probe_read, flash_probe_written, flash_probe_erased, &flash_probe);
static struct memory_flash app_flash =
    MEMORY_FLASH_OBJECT(&app_flash, APP_FLASH, &flash_probe_client);

static void extra_start(void) {}

#endif
