/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* ARM MPS2, FPGA images AN385 and AN386: who is there, and who is wired to whom. Nothing is decided
 * at run time; what is constant lies in flash. Source of addresses and lines: AN385 3 and 4, AN386. */
#include "arch/cortex-m/start.h"
#include "capsules/syscall/alarm.h"
#include "capsules/syscall/console.h"
#include "capsules/syscall/led.h"
#include "capsules/syscall/low_level_debug.h"
#include "capsules/syscall/process_info.h"
#include "capsules/system/messages.h"
#include "capsules/system/process_console.h"
#include "capsules/virtual/uart_mux.h"
#include "chips/cmsdk/fpgaio.h"
#include "chips/cmsdk/timer.h"
#include "chips/cmsdk/uart.h"
#include "chips/cmsdk/vectors.h"
#include "chips/cmsdk/watchdog.h"
#include "kernel/boot.h"
#include "kernel/capability_mint.h"
#include "kernel/capsule_fault.h"
#include "kernel/fault.h"
#include "kernel/ipc.h"
#include "kernel/loader.h"
#include "kernel/main_loop.h"
#include "kernel/panic.h"
#include "kernel/process.h"

#define TIMER0 ((struct cmsdk_timer_registers *)0x50000000)
#define TIMER1 ((struct cmsdk_timer_registers *)0x50001000)
#define DUAL_TIMER ((struct cmsdk_dual_timer_registers *)0x50002000)
#define UART0 ((struct cmsdk_uart_registers *)0x50200000)
#define WATCHDOG ((struct cmsdk_watchdog_registers *)0x50081000)
#define FPGAIO ((struct cmsdk_fpgaio_registers *)0x50302000)

#define LINE_UART0 42
#define LINE_TIMER0 3
#define LINE_TIMER1 4
#define LINE_DUAL_TIMER 5
#define LINES 64
CMSDK_VECTORS(LINES, LINE_DUAL_TIMER);

#define CLOCK_HZ (CPU_CYCLES_PER_US * 1000000u) /* of the CPU and of all devices */
#define BAUD 115200u
#define WATCHDOG_US 2000000u /* after the kernel has died */

/* layout.ld */
extern const uint8_t layout_kernel_start[], layout_rodata_start[], layout_kernel_flash_end[];
extern uint8_t layout_stack_bottom[], layout_data_start[], layout_data_end[];
extern uint8_t layout_bss_start[], layout_bss_end[], layout_ram_end[];
extern const uint8_t layout_apps_start[], layout_flash_end[];

/* Capsules of other people bring what belongs here in their wiring.h, which is read twice
 * (docs/capsules.md). */
#ifdef CAPSULES_WIRING
#include CAPSULES_WIRING
#else
#define EXTRA_DRIVERS(X)
#endif

/* ---- Drivers ---- */

#define DRIVERS(X)                                                                             \
    X(ALARM, DRIVER_ALARM, struct alarm_driver, &alarm_driver, alarm_driver_command,           \
      &alarm_apps_layout)                                                                      \
    X(CONSOLE, DRIVER_CONSOLE, struct console_driver, &console_driver, console_driver_command, \
      &console_apps_layout)                                                                    \
    X(LED, DRIVER_LED, const struct led_driver, &led_driver, led_driver_command, NULL)         \
    X(DEBUG, DRIVER_LOW_LEVEL_DEBUG, struct debug_driver, &debug_driver, debug_driver_command, \
      &debug_apps_layout)                                                                      \
    X(IPC, DRIVER_IPC, struct ipc, &ipc, ipc_command, &ipc_apps_layout)                        \
    X(PROCESS_INFO, DRIVER_PROCESS_INFO, struct process_info_driver, &process_info_driver,     \
      process_info_driver_command, &process_info_apps_layout)                                  \
    EXTRA_DRIVERS(X)

DRIVER_INDICES(DRIVERS);

/* ---- Time ---- */

/* The alarms of processes are the only ones here, so their driver has the timer for itself. */
static struct cmsdk_alarm chip_alarm;
static const struct alarm chip_alarm_hil = CMSDK_ALARM(&chip_alarm);
static struct alarm_driver alarm_driver = {
    .alarm = &chip_alarm_hil,
    .apps = GRANT_HANDLE(ALARM),
};
static const struct alarm_client alarm_driver_client =
    ALARM_CLIENT(struct alarm_driver, alarm_driver_fired, &alarm_driver);
static struct cmsdk_alarm chip_alarm = {
    .timer = TIMER0,
    .line = LINE_TIMER0,
    .client = &alarm_driver_client,
};

static struct cmsdk_slice slice_timer_1 = {.timer = TIMER1, .line = LINE_TIMER1};
const struct slice_timer board_slice_timer = CMSDK_SLICE(&slice_timer_1);

static const struct cmsdk_watchdog watchdog = {
    .timer = DUAL_TIMER,
    .watchdog = WATCHDOG,
    .line = LINE_DUAL_TIMER,
    .cycles_per_us = CPU_CYCLES_PER_US,
};

/* ---- Serial port ---- */

#define CONSOLE_TX_BYTES 64
#define CONSOLE_RX_BYTES 64
#define MESSAGES_BYTES 128
#define PROCESS_CONSOLE_BYTES 128
#define ECHO_BYTES 128
#define SCRATCH_BYTES 64
#define DEBUG_BYTES 64
BUFFER(console_tx, CONSOLE_TX_BYTES);
BUFFER(console_rx, CONSOLE_RX_BYTES);
BUFFER(messages_tx, MESSAGES_BYTES);
BUFFER(process_console_tx, PROCESS_CONSOLE_BYTES);
BUFFER(process_console_echo, ECHO_BYTES);
BUFFER(process_console_scratch, SCRATCH_BYTES);
BUFFER(debug_tx, DEBUG_BYTES);

static struct cmsdk_uart uart0;
static const struct uart uart0_hil = CMSDK_UART(&uart0);
static struct uart_mux uart_mux = {.uart = &uart0_hil};
static const struct uart_client uart_mux_client =
    UART_CLIENT(struct uart_mux, uart_mux_transmitted, uart_mux_received, &uart_mux);
static struct cmsdk_uart uart0 =
    CMSDK_UART_OBJECT(&uart0, UART0, LINE_UART0, LINE_UART0, &uart_mux_client);

static struct uart_device uart_of_console;
static const struct uart uart_of_console_hil = UART_DEVICE(&uart_of_console);
static struct console_driver console_driver = CONSOLE_DRIVER(
    &uart_of_console_hil, console_tx, CONSOLE_TX_BYTES, console_rx, CONSOLE_RX_BYTES, CONSOLE);
static const struct uart_client console_client = UART_CLIENT(
    struct console_driver, console_driver_transmitted, console_driver_received, &console_driver);
static struct uart_device uart_of_console = {.mux = &uart_mux, .client = &console_client};

static struct uart_device uart_of_debug;
static const struct uart uart_of_debug_hil = UART_DEVICE(&uart_of_debug);
static struct debug_driver debug_driver =
    DEBUG_DRIVER(&uart_of_debug_hil, debug_tx, DEBUG_BYTES, DEBUG);
static const struct uart_client debug_client = UART_CLIENT(
    struct debug_driver, debug_driver_transmitted, debug_driver_received, &debug_driver);
static struct uart_device uart_of_debug = {.mux = &uart_mux, .client = &debug_client};

static struct uart_device uart_of_messages;
static const struct uart uart_of_messages_hil = UART_DEVICE(&uart_of_messages);
static struct messages_capsule messages =
    MESSAGES_CAPSULE(&uart_of_messages_hil, messages_tx, MESSAGES_BYTES);
static const struct uart_client messages_uart_client = UART_CLIENT(
    struct messages_capsule, messages_capsule_transmitted, messages_capsule_received, &messages);
static struct uart_device uart_of_messages = {.mux = &uart_mux, .client = &messages_uart_client};
static const struct message_client messages_client =
    MESSAGE_CLIENT(struct messages_capsule, messages_capsule_available, &messages);

static const struct kernel_map kernel_map;
static void reset(void);
static struct uart_device uart_of_process_console;
static const struct uart uart_of_process_console_hil = UART_DEVICE(&uart_of_process_console);
static struct process_console process_console;
static const struct process_console_config process_console_config = PROCESS_CONSOLE_CONFIG(
    &uart_of_process_console_hil, process_console_tx, PROCESS_CONSOLE_BYTES, process_console_echo,
    ECHO_BYTES, process_console_scratch, SCRATCH_BYTES, &kernel_map, reset,
    CAPABILITY_MINT(process_management_capability), CAPABILITY_MINT(panic_capability));
static const struct uart_client process_console_client =
    UART_CLIENT(struct process_console, process_console_transmitted, process_console_received,
                &process_console);
static struct uart_device uart_of_process_console = {.mux = &uart_mux,
                                                     .client = &process_console_client};

/* ---- LEDs ---- */

static const struct cmsdk_led leds[] = {{FPGAIO, 0}, {FPGAIO, 1}};
static const struct gpio_pin led_hils[] = {CMSDK_LED(&leds[0]), CMSDK_LED(&leds[1])};
static const struct led_driver led_driver = {
    .leds = {{.pin = &led_hils[0]}, {.pin = &led_hils[1]}},
    .count = 2,
};

/* ---- Kernel services ---- */

static struct process_info_driver process_info_driver =
    PROCESS_INFO_DRIVER(PROCESS_INFO, CAPABILITY_MINT(process_management_capability));
static struct ipc ipc = {.apps = GRANT_HANDLE(IPC)};

#ifdef CAPSULES_WIRING
#define WIRING_OBJECTS
#include CAPSULES_WIRING
#else
static void extra_start(void) {}
#endif

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

/* ---- What the kernel calls ---- */

void board_put_byte(uint8_t byte) {
    cmsdk_uart_put_byte(UART0, byte);
}

void board_watch(uint32_t us) {
    cmsdk_watchdog_again(&watchdog, us);
}

void board_interrupt(unsigned line) {
    switch (line) {
    case LINE_TIMER0: /* at least every 0.08 s: chips/cmsdk/timer.c */
        capsule_watch_feed();
        cmsdk_alarm_interrupt(&chip_alarm);
        break;
    case LINE_TIMER1:
        cmsdk_slice_interrupt(&slice_timer_1);
        break;
    case LINE_UART0:
        cmsdk_uart_interrupt(&uart0, line);
        break;
    default: /* nobody's stay masked */
        break;
    }
}

static void reset(void) {
    arch_reset();
}

/* Blinks for as long as there is power, five times a second. */
_Noreturn void board_halt(void) {
    for (bool on = true;; on = !on) {
        board_watch(WATCHDOG_US);
        gpio_set(&led_hils[0], on);
        for (uint32_t i = 0; i < CLOCK_HZ / 40; i++) {
            __asm__ volatile("");
        }
    }
}

/* ---- Power-on ---- */

static BOOT_ONLY void start_devices(void) {
    arch_start();
    cmsdk_uart_start(&uart0, CLOCK_HZ / BAUD);
    arch_time_start();
    cmsdk_alarm_start(&chip_alarm);
    cmsdk_slice_begin(&slice_timer_1);
    cmsdk_watchdog_start(&watchdog, CAPSULE_TICK_US);
}

static void start_capsules(void) {
    uart_device_add(&uart_of_console);
    uart_device_add(&uart_of_debug);
    uart_device_add(&uart_of_process_console);
    uart_device_add(&uart_of_messages);
    led_driver_start(&led_driver);
    extra_start();
    messages_start(&messages_client);
    process_console_start(&process_console, &process_console_config);
}

static BOOT_ONLY void load_apps(void) {
    const struct range flash = {(uint32_t)layout_apps_start, (uint32_t)layout_flash_end};
    const struct range ram = {(uint32_t)layout_bss_end, (uint32_t)layout_ram_end};
    uint32_t count = loader_load_all(flash, ram, CAPABILITY_MINT(process_loading_capability));
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX);
    buffer_text(&line, TEXT("Detent on " BOARD_NAME ": "));
    buffer_decimal(&line, count);
    buffer_text(&line, count == 1 ? TEXT(" process") : TEXT(" processes"));
    message_now(&line);
}

/* Not itself in the page that arch_protect closes, nor part of the caller, which is. */
__attribute__((noinline, used)) int main(void) {
    start_devices();
    load_apps();
    arch_protect();
    start_capsules();
    main_loop(CAPABILITY_MINT(main_loop_capability));
}
