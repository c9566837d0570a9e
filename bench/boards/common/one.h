/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One process that prints, and what that needs: nobody at the console, nobody whom the process could notify,
 * nobody who watches over capsules. Part of a main.c, which includes it once, when it has declared
 *
 *     static const struct uart board_uart;     its client is console_client
 *     MORE_DRIVERS(X)                          if there are others than the console */
#ifndef BENCH_BOARDS_COMMON_ONE_H
#define BENCH_BOARDS_COMMON_ONE_H

#include "capsules/syscall/console.h"
#include "kernel/boot.h"
#include "kernel/capability_mint.h"
#include "kernel/capsule_fault.h"
#include "kernel/fault.h"
#include "kernel/loader.h"
#include "kernel/main_loop.h"
#include "kernel/panic.h"
#include "kernel/process.h"
#include "kernel/scheduler.h"

#define CONSOLE_BYTES 64

/* layout.ld */
extern uint8_t layout_bss_end[], layout_ram_end[];
extern const uint8_t layout_apps_start[], layout_flash_end[];

#ifndef MORE_DRIVERS
#define MORE_DRIVERS(X)
#endif
#define DRIVERS(X)                                                                             \
    X(CONSOLE, DRIVER_CONSOLE, struct console_driver, &console_driver, console_driver_command, \
      &console_apps_layout)                                                                    \
    MORE_DRIVERS(X)

DRIVER_INDICES(DRIVERS);

BUFFER(console_tx, CONSOLE_BYTES);
BUFFER(console_rx, CONSOLE_BYTES);
static struct console_driver console_driver =
    CONSOLE_DRIVER(&board_uart, console_tx, CONSOLE_BYTES, console_rx, CONSOLE_BYTES, CONSOLE);
static const struct uart_client console_client = UART_CLIENT(
    struct console_driver, console_driver_transmitted, console_driver_received, &console_driver);

DRIVER_TABLE(DRIVERS);
PROCESS_OVERHEAD_NOTE(DRIVER_INDEX_COUNT);

const struct fault_policy board_fault_policy = {FAULT_POLICY, FAULT_POLICY_LIMIT};

/* The process may have the CPU for as long as it likes: there are no slices. */
struct no_slice {
    uint8_t unused;
};

static void no_slice_start(struct no_slice *self, uint32_t cycles) {
    (void)self;
    (void)cycles;
}

static void no_slice_stop(struct no_slice *self) {
    (void)self;
}

static struct no_slice no_slice;
const struct slice_timer board_slice_timer =
    SLICE_TIMER(struct no_slice, no_slice_start, no_slice_stop, &no_slice);

void board_watch(uint32_t us) {
    (void)us;
}

_Noreturn void board_halt(void) {
    for (;;) {
        __asm__ volatile("");
    }
}

static BOOT_ONLY void load_apps(void) {
    const struct range flash = {(uint32_t)layout_apps_start, (uint32_t)layout_flash_end};
    const struct range ram = {(uint32_t)layout_bss_end, (uint32_t)layout_ram_end};
    (void)loader_load_all(flash, ram, CAPABILITY_MINT(process_loading_capability));
}

#endif
