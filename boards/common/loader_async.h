/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Programs are checked and loaded while others run. Part of boards/common/services.h. */
#ifndef BOARDS_COMMON_LOADER_ASYNC_H
#define BOARDS_COMMON_LOADER_ASYNC_H

#include "kernel/loader_async.h"

/* The board's policy, as `app_policy`, and what it stands on. */
#include POLICY_WIRING

static BOOT_ONLY void load_apps(void) {
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX);
    buffer_text(&line, TEXT("Detent on " BOARD_NAME ": programs are being checked"));
    message_now(&line);
}

#ifndef LOADER_BEGIN
#define LOADER_BEGIN loader_begin
#endif

static void start_loading(void) {
    const struct range flash = APP_FLASH_RANGE;
    const struct range ram = APP_RAM_RANGE;
    LOADER_BEGIN(flash, ram, &app_policy, CAPABILITY_MINT(process_loading_capability));
}

#endif
