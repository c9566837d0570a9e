/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What every kernel has, whatever its board: IPC, process info, capsules of other people, the table of
 * drivers, the loading of apps. Part of a board's main.c, which includes it once, when it has declared
 * DRIVERS and DRIVER_INDICES and all drivers of its own. */
#ifndef BOARDS_COMMON_SERVICES_H
#define BOARDS_COMMON_SERVICES_H

#include "capsules/syscall/process_info.h"
#include "capsules/system/process_console.h"
#include "kernel/boot.h"
#include "kernel/capability_mint.h"
#include "kernel/fault.h"
#include "kernel/ipc.h"
#include "kernel/process.h"

/* layout.ld */
extern const uint8_t layout_kernel_start[], layout_rodata_start[], layout_kernel_flash_end[];
extern uint8_t layout_stack_bottom[], layout_stack_top[], layout_data_start[], layout_data_end[];
extern uint8_t layout_bss_start[], layout_bss_end[], layout_ram_end[];
extern const uint8_t layout_apps_start[], layout_flash_end[];

static struct process_info_driver process_info_driver =
    PROCESS_INFO_DRIVER(PROCESS_INFO, CAPABILITY_MINT(process_management_capability));
static struct ipc ipc = {.apps = GRANT_HANDLE(IPC)};

/* Capsules of other people: their objects (docs/capsules.md). */
#ifdef CAPSULES_WIRING
#define WIRING_OBJECTS
#include CAPSULES_WIRING
#else
static void extra_start(void) {}
#endif

#define CRYPTO_OBJECTS
#include CRYPTO_WIRING

DRIVER_TABLE(DRIVERS);
PROCESS_OVERHEAD_NOTE(DRIVER_INDEX_COUNT);

const struct fault_policy board_fault_policy = {FAULT_POLICY, FAULT_POLICY_LIMIT};

#define PART(name, start, end)                 \
    {                                          \
        TEXT_INITIALISER(name), {              \
            (uint32_t)(start), (uint32_t)(end) \
        }                                      \
    }
static const struct kernel_map kernel_map = {{
    PART("BSS     ", layout_bss_start, layout_bss_end),
    PART("Relocate", layout_data_start, layout_data_end),
    PART("Stack   ", layout_stack_bottom, layout_stack_top),
    PART("RoData  ", layout_rodata_start, layout_kernel_flash_end),
    PART("Code    ", layout_kernel_start, layout_rodata_start),
}};

/* Where programs lie, and what they are given: initialisers, so that the compiler knows the numbers. */
#define APP_FLASH_RANGE \
    { (uint32_t) layout_apps_start, (uint32_t)layout_flash_end }
#define APP_RAM_RANGE \
    { (uint32_t) layout_bss_end, (uint32_t)layout_ram_end }

/* load_apps, at boot, and start_loading, when capsules run: boards/common/loader_*.h. */
#include LOADER_WIRING

#endif
