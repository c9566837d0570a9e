/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Stellaris LM3S6965 evaluation board: who is there, and who is wired to whom. Nothing is decided
 * at run time; what is constant lies in flash. */
#include "arch/cortex-m/start.h"
#include "capsules/syscall/alarm.h"
#include "capsules/syscall/button.h"
#include "capsules/syscall/console.h"
#include "capsules/syscall/gpio.h"
#include "capsules/syscall/led.h"
#include "capsules/syscall/low_level_debug.h"
#include "capsules/syscall/process_info.h"
#include "capsules/system/messages.h"
#include "capsules/system/process_console.h"
#include "capsules/virtual/uart_mux.h"
#include "chips/lm3s/gpio.h"
#include "chips/lm3s/lines.h"
#include "chips/lm3s/sysctl.h"
#include "chips/lm3s/timer.h"
#include "chips/lm3s/uart.h"
#include "chips/lm3s/watchdog.h"
#include "kernel/boot.h"
#include "kernel/capability_mint.h"
#include "kernel/capsule_fault.h"
#include "kernel/fault.h"
#include "kernel/ipc.h"
#include "kernel/loader.h"
#include "kernel/main_loop.h"
#include "kernel/panic.h"
#include "kernel/process.h"

#define BAUD 115200u
#define WATCHDOG_US 2000000u /* after the kernel has died */

/* layout.ld */
extern const uint8_t layout_rodata_start[], layout_kernel_flash_end[];
extern uint8_t layout_stack_bottom[], layout_stack_top[], layout_data_start[], layout_data_end[];
extern uint8_t layout_bss_start[], layout_bss_end[], layout_ram_end[];
extern const uint8_t layout_apps_start[], layout_flash_end[];

/* Capsules of other people bring what belongs here in their wiring.h, which is read twice
 * (docs/capsules.md). */
#ifdef CAPSULES_WIRING
#include CAPSULES_WIRING
#else
#define EXTRA_DRIVERS(X)
#endif
#ifndef EXTRA_PINS
#define EXTRA_PINS
#endif

/* ---- Drivers ---- */

#define DRIVERS(X)                                                                              \
    X(ALARM, DRIVER_ALARM, struct alarm_driver, &alarm_driver, alarm_driver_command,            \
      &alarm_apps_layout)                                                                       \
    X(CONSOLE, DRIVER_CONSOLE, struct console_driver, &console_driver, console_driver_command,  \
      &console_apps_layout)                                                                     \
    X(LED, DRIVER_LED, const struct led_driver, &led_driver, led_driver_command, NULL)          \
    X(BUTTON, DRIVER_BUTTON, const struct button_driver, &button_driver, button_driver_command, \
      &button_apps_layout)                                                                      \
    X(GPIO, DRIVER_GPIO, const struct gpio_driver, &gpio_driver, gpio_driver_command,           \
      &gpio_apps_layout)                                                                        \
    X(DEBUG, DRIVER_LOW_LEVEL_DEBUG, struct debug_driver, &debug_driver, debug_driver_command,  \
      &debug_apps_layout)                                                                       \
    X(IPC, DRIVER_IPC, struct ipc, &ipc, ipc_command, &ipc_apps_layout)                         \
    X(PROCESS_INFO, DRIVER_PROCESS_INFO, struct process_info_driver, &process_info_driver,      \
      process_info_driver_command, &process_info_apps_layout)                                   \
    EXTRA_DRIVERS(X)

DRIVER_INDICES(DRIVERS);

/* ---- Time ---- */

/* The alarms of processes are the only ones here, so their driver has the timer for itself. */
static struct lm3s_alarm chip_alarm;
static const struct alarm chip_alarm_hil = LM3S_ALARM(&chip_alarm);
static struct alarm_driver alarm_driver = {
    .alarm = &chip_alarm_hil,
    .apps = GRANT_HANDLE(ALARM),
};
static const struct alarm_client alarm_driver_client =
    ALARM_CLIENT(struct alarm_driver, alarm_driver_fired, &alarm_driver);
static struct lm3s_alarm chip_alarm = {
    .timer = LM3S_TIMER0,
    .line = LM3S_LINE_TIMER0,
    .client = &alarm_driver_client,
};

static struct lm3s_slice slice_timer_1 = {.timer = LM3S_TIMER1, .line = LM3S_LINE_TIMER1};
const struct slice_timer board_slice_timer = LM3S_SLICE(&slice_timer_1);

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

static struct lm3s_uart uart0;
static const struct uart uart0_hil = LM3S_UART(&uart0);
static struct uart_mux uart_mux = {.uart = &uart0_hil};
static const struct uart_client uart_mux_client =
    UART_CLIENT(struct uart_mux, uart_mux_transmitted, uart_mux_received, &uart_mux);
static struct lm3s_uart uart0 =
    LM3S_UART_OBJECT(&uart0, LM3S_UART0, LM3S_LINE_UART0, &uart_mux_client);

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

/* ---- Pins ---- */

static const struct button_driver button_driver;
static const struct gpio_client button_client =
    GPIO_CLIENT(const struct button_driver, button_driver_fired, &button_driver);
static const struct gpio_driver gpio_driver;
static const struct gpio_client gpio_client =
    GPIO_CLIENT(const struct gpio_driver, gpio_driver_fired, &gpio_driver);

/* Schematic of the evaluation board, page 1: status LED on PF0; the five buttons to ground. */
static const struct lm3s_pin pin_led = {.port = LM3S_PORT_F, .bit = 0};
static const struct lm3s_pin pin_select = {LM3S_PORT_F, 1, 0, &button_client};
static const struct lm3s_pin pin_up = {LM3S_PORT_E, 0, 1, &button_client};
static const struct lm3s_pin pin_down = {LM3S_PORT_E, 1, 2, &button_client};
static const struct lm3s_pin pin_left = {LM3S_PORT_E, 2, 3, &button_client};
static const struct lm3s_pin pin_right = {LM3S_PORT_E, 3, 4, &button_client};
/* Free pins on the edge connector. */
static const struct lm3s_pin pin_0 = {LM3S_PORT_B, 2, 0, &gpio_client};
static const struct lm3s_pin pin_1 = {LM3S_PORT_B, 3, 1, &gpio_client};
static const struct lm3s_pin pin_2 = {LM3S_PORT_C, 4, 2, &gpio_client};
static const struct lm3s_pin pin_3 = {LM3S_PORT_C, 5, 3, &gpio_client};
static const struct lm3s_pin pin_4 = {LM3S_PORT_D, 4, 4, &gpio_client};
static const struct lm3s_pin pin_5 = {LM3S_PORT_D, 5, 5, &gpio_client};
static const struct lm3s_pin pin_6 = {LM3S_PORT_G, 0, 6, &gpio_client};
static const struct lm3s_pin pin_7 = {LM3S_PORT_G, 1, 7, &gpio_client};

static const struct lm3s_pin *const interrupting_pins[] = {
    &pin_select, &pin_up, &pin_down, &pin_left, &pin_right, &pin_0, &pin_1,
    &pin_2,      &pin_3,  &pin_4,    &pin_5,    &pin_6,     &pin_7, EXTRA_PINS};

static const struct gpio_pin led_hil = LM3S_PIN(&pin_led);
static const struct led_driver led_driver = {.leds = {{.pin = &led_hil}}, .count = 1};

static const struct gpio_pin button_hils[] = {LM3S_PIN(&pin_select), LM3S_PIN(&pin_up),
                                              LM3S_PIN(&pin_down), LM3S_PIN(&pin_left),
                                              LM3S_PIN(&pin_right)};
static const struct button_driver button_driver = {
    .buttons = {{&button_hils[0], true},
                {&button_hils[1], true},
                {&button_hils[2], true},
                {&button_hils[3], true},
                {&button_hils[4], true}},
    .count = 5,
    .apps = GRANT_HANDLE(BUTTON),
};

static const struct gpio_pin gpio_hils[] = {LM3S_PIN(&pin_0), LM3S_PIN(&pin_1), LM3S_PIN(&pin_2),
                                            LM3S_PIN(&pin_3), LM3S_PIN(&pin_4), LM3S_PIN(&pin_5),
                                            LM3S_PIN(&pin_6), LM3S_PIN(&pin_7)};
static const struct gpio_driver gpio_driver = {
    .pins = {&gpio_hils[0], &gpio_hils[1], &gpio_hils[2], &gpio_hils[3], &gpio_hils[4],
             &gpio_hils[5], &gpio_hils[6], &gpio_hils[7]},
    .count = 8,
    .apps = GRANT_HANDLE(GPIO),
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
    PART("Code    ", 0, layout_rodata_start),
}};

/* ---- What the kernel calls ---- */

void board_put_byte(uint8_t byte) {
    lm3s_uart_put_byte(LM3S_UART0, byte);
}

void board_watch(uint32_t us) {
    lm3s_watchdog_again(us);
}

struct port_line {
    struct lm3s_gpio_registers *port;
    uint8_t line;
};
static const struct port_line port_lines[] = {
    {LM3S_PORT_B, LM3S_LINE_PORT_B}, {LM3S_PORT_C, LM3S_LINE_PORT_C},
    {LM3S_PORT_D, LM3S_LINE_PORT_D}, {LM3S_PORT_E, LM3S_LINE_PORT_E},
    {LM3S_PORT_F, LM3S_LINE_PORT_F}, {LM3S_PORT_G, LM3S_LINE_PORT_G},
};
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void port_interrupt(unsigned line) {
    for (uint32_t i = 0; i < COUNT(port_lines); i++) {
        if (port_lines[i].line == line) {
            lm3s_gpio_interrupt(port_lines[i].port, line, interrupting_pins,
                                COUNT(interrupting_pins));
        }
    }
}

void board_interrupt(unsigned line) {
    switch (line) {
    case LM3S_LINE_TIMER0: /* at least every 0.1 s: LM3S_ALARM_LONGEST_WAIT */
        capsule_watch_feed();
        lm3s_alarm_interrupt(&chip_alarm);
        break;
    case LM3S_LINE_TIMER1:
        lm3s_slice_interrupt(&slice_timer_1);
        break;
    case LM3S_LINE_UART0:
        lm3s_uart_interrupt(&uart0);
        break;
    default: /* nobody's stay masked */
        port_interrupt(line);
        break;
    }
}

static void reset(void) {
    arch_reset();
}

/* Blinks for as long as there is power, five times a second. */
_Noreturn void board_halt(void) {
    gpio_make_output(&led_hil);
    for (bool on = true;; on = !on) {
        board_watch(WATCHDOG_US);
        gpio_set(&led_hil, on);
        for (uint32_t i = 0; i < LM3S_CLOCK_HZ / 40; i++) {
            __asm__ volatile("");
        }
    }
}

/* ---- Power-on ---- */

static BOOT_ONLY void start_pins(void) {
    lm3s_gpio_alternate(LM3S_PORT_A, 0x03); /* PA0, PA1: UART0 */
    for (uint32_t i = 0; i < COUNT(port_lines); i++) {
        arch_interrupt_enable(port_lines[i].line);
    }
}

static BOOT_ONLY void start_devices(void) {
    arch_start();
    lm3s_clock_start();
    lm3s_clock_devices();
    lm3s_uart_start(&uart0, BAUD);
    start_pins();
    arch_time_start();
    lm3s_alarm_start(&chip_alarm);
    lm3s_slice_begin(&slice_timer_1);
    lm3s_watchdog_start(CAPSULE_TICK_US);
}

static void start_capsules(void) {
    uart_device_add(&uart_of_console);
    uart_device_add(&uart_of_debug);
    uart_device_add(&uart_of_process_console);
    uart_device_add(&uart_of_messages);
    led_driver_start(&led_driver);
    button_driver_start(&button_driver);
    extra_start();
    messages_start(&messages_client);
    process_console_start(&process_console, &process_console_config);
}

static BOOT_ONLY void load_apps(void) {
    const struct range flash = {(uint32_t)layout_apps_start, (uint32_t)layout_flash_end};
    const struct range ram = {(uint32_t)layout_bss_end, (uint32_t)layout_ram_end};
    uint32_t count = loader_load_all(flash, ram, CAPABILITY_MINT(process_loading_capability));
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX);
    buffer_text(&line, TEXT("Detent on lm3s6965evb: "));
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
