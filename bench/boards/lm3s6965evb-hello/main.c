/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The LM3S6965EVB for one process that prints. There is no alarm, nobody at the console, nobody who
 * watches over capsules: the one that is there is the console. */
#include "arch/cortex-m/start.h"
#include "capsules/syscall/console.h"
#include "chips/lm3s/gpio.h"
#include "chips/lm3s/lines.h"
#include "chips/lm3s/sysctl.h"
#include "chips/lm3s/uart.h"
#include "kernel/boot.h"
#include "kernel/capability_mint.h"
#include "kernel/capsule_fault.h"
#include "kernel/fault.h"
#include "kernel/loader.h"
#include "kernel/main_loop.h"
#include "kernel/messages.h"
#include "kernel/panic.h"
#include "kernel/process.h"
#include "kernel/scheduler.h"

#define BAUD 115200u
#define CONSOLE_BYTES 64

/* layout.ld */
extern uint8_t layout_bss_end[], layout_ram_end[];
extern const uint8_t layout_apps_start[], layout_flash_end[];

#define DRIVERS(X)                                                                             \
    X(CONSOLE, DRIVER_CONSOLE, struct console_driver, &console_driver, console_driver_command, \
      &console_apps_layout)

DRIVER_INDICES(DRIVERS);

BUFFER(console_tx, CONSOLE_BYTES);
BUFFER(console_rx, CONSOLE_BYTES);
static struct lm3s_uart uart0;
static const struct uart board_uart = LM3S_UART(&uart0);
static struct console_driver console_driver =
    CONSOLE_DRIVER(&board_uart, console_tx, CONSOLE_BYTES, console_rx, CONSOLE_BYTES, CONSOLE);
static const struct uart_client console_client = UART_CLIENT(
    struct console_driver, console_driver_transmitted, console_driver_received, &console_driver);
static struct lm3s_uart uart0 =
    LM3S_UART_OBJECT(&uart0, LM3S_UART0, LM3S_LINE_UART0, &console_client);

DRIVER_TABLE(DRIVERS);
PROCESS_OVERHEAD_NOTE(DRIVER_INDEX_COUNT);

const struct fault_policy board_fault_policy = {FAULT_POLICY, FAULT_POLICY_LIMIT};

/* ---- What the kernel calls ---- */

/* Processes share the CPU as they like: there are no slices. */
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

void board_put_byte(uint8_t byte) {
    lm3s_uart_put_byte(LM3S_UART0, byte);
}

void board_watch(uint32_t us) {
    (void)us;
}

void board_interrupt(unsigned line) {
    if (line == LM3S_LINE_UART0) {
        lm3s_uart_interrupt(&uart0);
    }
}

_Noreturn void board_halt(void) {
    for (;;) {
        __asm__ volatile("");
    }
}

static BOOT_ONLY void start_devices(void) {
    arch_start();
    lm3s_clock_start();
    lm3s_clock_devices();
    lm3s_uart_start(&uart0, BAUD);
    lm3s_gpio_alternate(LM3S_PORT_A, 0x03); /* PA0, PA1: UART0 */
    arch_time_start();
}

static BOOT_ONLY void load_apps(void) {
    const struct range flash = {(uint32_t)layout_apps_start, (uint32_t)layout_flash_end};
    const struct range ram = {(uint32_t)layout_bss_end, (uint32_t)layout_ram_end};
    (void)loader_load_all(flash, ram, CAPABILITY_MINT(process_loading_capability));
}

/* Not itself in the page that arch_protect closes, nor part of the caller, which is. */
__attribute__((noinline, used)) int main(void) {
    start_devices();
    load_apps();
    arch_protect();
    main_loop(CAPABILITY_MINT(main_loop_capability));
}
