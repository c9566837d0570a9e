/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Stellaris LM3S6965 evaluation board: who is there, and who is wired to whom. Nothing is decided
 * at run time; what is constant lies in flash. */
#include "arch/cortex-m/start.h"
#include "capsules/syscall/alarm.h"
#include "capsules/syscall/button.h"
#include "capsules/syscall/gpio.h"
#include "capsules/syscall/led.h"
#include "chips/lm3s/gpio.h"
#include "chips/lm3s/lines.h"
#include "chips/lm3s/sysctl.h"
#include "chips/lm3s/timer.h"
#include "chips/lm3s/uart.h"
#include "chips/lm3s/watchdog.h"
#include "kernel/boot.h"
#include "kernel/capability_mint.h"
#include "kernel/capsule_fault.h"
#include "kernel/main_loop.h"
#include "kernel/panic.h"
#include "kernel/process.h"

#define BAUD 115200u
#define WATCHDOG_US 2000000u /* after the kernel has died */

#include "boards/common/extra.h"

/* ---- Drivers ---- */

#define DRIVERS(X)                                                                              \
    X(ALARM, DRIVER_ALARM, const struct alarm_driver, &alarm_driver, alarm_driver_command,      \
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
    CRYPTO_DRIVERS(X)                                                                           \
    EXTRA_DRIVERS(X)

DRIVER_INDICES(DRIVERS);

/* ---- Time ---- */

/* The alarms of processes are the only ones here, so their driver has the timer for itself. */
static struct lm3s_alarm chip_alarm;
static const struct alarm chip_alarm_hil = LM3S_ALARM(&chip_alarm);
static struct alarm_order alarm_order;
static const struct alarm_driver alarm_driver = {
    .alarm = &chip_alarm_hil,
    .apps = GRANT_HANDLE(ALARM),
    .order = &alarm_order,
};
static const struct alarm_client alarm_driver_client =
    ALARM_CLIENT(const struct alarm_driver, alarm_driver_fired, &alarm_driver);
static struct lm3s_alarm chip_alarm = {
    .timer = LM3S_TIMER0,
    .line = LM3S_LINE_TIMER0,
    .client = &alarm_driver_client,
};

static struct lm3s_slice slice_timer_1 = {.timer = LM3S_TIMER1, .line = LM3S_LINE_TIMER1};
const struct slice_timer board_slice_timer = LM3S_SLICE(&slice_timer_1);

/* ---- Serial port ---- */

static struct lm3s_uart uart0;
static const struct uart board_uart = LM3S_UART(&uart0);
static void reset(void);

#include "boards/common/serial.h"

static struct lm3s_uart uart0 =
    LM3S_UART_OBJECT(&uart0, LM3S_UART0, LM3S_LINE_UART0, &uart_mux_client);

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

#include "boards/common/services.h"

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
    case LM3S_LINE_TIMER0: /* at least every 0.08 s: the watchdog is fed before */
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
    start_serial();
    led_driver_start(&led_driver);
    button_driver_start(&button_driver);
    extra_start();
    start_talking();
    start_loading();
}

/* Not itself in the page that arch_protect closes, nor part of the caller, which is. */
__attribute__((noinline, used)) int main(void) {
    start_devices();
    load_apps();
    arch_protect();
    start_capsules();
    main_loop(CAPABILITY_MINT(main_loop_capability));
}
