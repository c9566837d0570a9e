/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* All programs are loaded at boot. Part of boards/common/services.h. */
#ifndef BOARDS_COMMON_LOADER_SYNC_H
#define BOARDS_COMMON_LOADER_SYNC_H

#include "kernel/loader.h"

static BOOT_ONLY void load_apps(void) {
    const struct range flash = APP_FLASH_RANGE;
    const struct range ram = APP_RAM_RANGE;
    uint32_t count = loader_load_all(flash, ram, CAPABILITY_MINT(process_loading_capability));
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX);
    buffer_text(&line, TEXT("Detent on " BOARD_NAME ": "));
    buffer_decimal(&line, count);
    buffer_text(&line, count == 1 ? TEXT(" process") : TEXT(" processes"));
    message_now(&line);
}

static void start_loading(void) {}

#endif
