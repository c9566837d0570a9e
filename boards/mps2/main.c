/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* ARM MPS2, whatever its FPGA holds: who is there, and who is wired to whom. Nothing is decided at run
 * time; what is constant lies in flash. */
#include "arch/cortex-m/start.h"
#include "capsules/syscall/alarm.h"
#include "capsules/syscall/button.h"
#include "capsules/syscall/led.h"
#include "chips/cmsdk/fpgaio.h"
#include "chips/cmsdk/timer.h"
#include "chips/cmsdk/uart.h"
#include "chips/cmsdk/vectors.h"
#include "chips/cmsdk/watchdog.h"
#include "kernel/boot.h"
#include "kernel/capability_mint.h"
#include "kernel/capsule_fault.h"
#include "kernel/main_loop.h"
#include "kernel/panic.h"
#include "kernel/process.h"

#include MPS2_MAP /* addresses and lines */
CMSDK_VECTORS(LINES, LINE_DUAL_TIMER);

#define CLOCK_HZ (CPU_CYCLES_PER_US * 1000000u) /* of the CPU and of all devices */
#define BAUD 115200u
#define WATCHDOG_US 2000000u /* after the kernel has died */

#include "boards/common/extra.h"
#include INSTALL_WIRING

/* ---- Drivers ---- */

#define DRIVERS(X)                                                                              \
    X(ALARM, DRIVER_ALARM, const struct alarm_driver, &alarm_driver, alarm_driver_command,      \
      &alarm_apps_layout)                                                                       \
    X(CONSOLE, DRIVER_CONSOLE, struct console_driver, &console_driver, console_driver_command,  \
      &console_apps_layout)                                                                     \
    X(LED, DRIVER_LED, const struct led_driver, &led_driver, led_driver_command, NULL)          \
    X(BUTTON, DRIVER_BUTTON, const struct button_driver, &button_driver, button_driver_command, \
      &button_apps_layout)                                                                      \
    X(DEBUG, DRIVER_LOW_LEVEL_DEBUG, struct debug_driver, &debug_driver, debug_driver_command,  \
      &debug_apps_layout)                                                                       \
    X(IPC, DRIVER_IPC, struct ipc, &ipc, ipc_command, &ipc_apps_layout)                         \
    X(PROCESS_INFO, DRIVER_PROCESS_INFO, struct process_info_driver, &process_info_driver,      \
      process_info_driver_command, &process_info_apps_layout)                                   \
    INSTALL_DRIVERS(X)                                                                          \
    CRYPTO_DRIVERS(X)                                                                           \
    EXTRA_DRIVERS(X)

DRIVER_INDICES(DRIVERS);

/* ---- Time ---- */

/* The alarms of processes are the only ones here, so their driver has the timer for itself. */
static struct cmsdk_alarm chip_alarm;
static const struct alarm chip_alarm_hil = CMSDK_ALARM(&chip_alarm);
static struct alarm_order alarm_order;
static const struct alarm_driver alarm_driver = {
    .alarm = &chip_alarm_hil,
    .apps = GRANT_HANDLE(ALARM),
    .order = &alarm_order,
};
static const struct alarm_client alarm_driver_client =
    ALARM_CLIENT(const struct alarm_driver, alarm_driver_fired, &alarm_driver);
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

static struct cmsdk_uart uart0;
static const struct uart board_uart = CMSDK_UART(&uart0);
static void reset(void);

#include "boards/common/serial.h"

/* ---- Programs ---- */

#define INSTALL_OBJECTS
#include INSTALL_WIRING

static struct cmsdk_uart uart0 =
    CMSDK_UART_OBJECT(&uart0, UART0, LINE_UART0_IN, LINE_UART0_OUT, &SERIAL_CLIENT);

/* ---- LEDs and buttons ---- */

static const struct cmsdk_led leds[] = {{FPGAIO, 0}, {FPGAIO, 1}};
static const struct gpio_pin led_hils[] = {CMSDK_LED(&leds[0]), CMSDK_LED(&leds[1])};
static const struct led_driver led_driver = {
    .leds = {{.pin = &led_hils[0]}, {.pin = &led_hils[1]}},
    .count = 2,
};

#define BUTTONS 2
static const struct button_driver button_driver;
static const struct gpio_client button_client =
    GPIO_CLIENT(const struct button_driver, button_driver_fired, &button_driver);
static struct cmsdk_buttons all_buttons = {.registers = FPGAIO};
static const struct cmsdk_button buttons[BUTTONS] = {{&all_buttons, 0, 0, &button_client},
                                                     {&all_buttons, 1, 1, &button_client}};
static const struct gpio_pin button_hils[BUTTONS] = {CMSDK_BUTTON(&buttons[0]),
                                                     CMSDK_BUTTON(&buttons[1])};
static const struct button_driver button_driver = {
    .buttons = {{&button_hils[0], false}, {&button_hils[1], false}},
    .count = BUTTONS,
    .apps = GRANT_HANDLE(BUTTON),
};

#include "boards/common/services.h"

/* ---- What the kernel calls ---- */

void board_put_byte(uint8_t byte) {
    cmsdk_uart_put_byte(UART0, byte);
}

void board_watch(uint32_t us) {
    cmsdk_watchdog_again(&watchdog, us);
}

void board_interrupt(unsigned line) {
    switch (line) {
    case LINE_TIMER0: /* at least every 0.08 s: chips/cmsdk/timer.c; the watchdog is fed before */
        cmsdk_alarm_interrupt(&chip_alarm);
        cmsdk_buttons_look(&all_buttons, buttons, BUTTONS); /* shorter presses are missed */
        break;
    case LINE_TIMER1:
        cmsdk_slice_interrupt(&slice_timer_1);
        break;
    default: /* nobody's stay masked */
        if (line == LINE_UART0_IN || line == LINE_UART0_OUT) {
            cmsdk_uart_interrupt(&uart0, line);
        }
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
    start_serial();
    led_driver_start(&led_driver);
    button_driver_start(&button_driver);
    extra_start();
    start_talking();
    start_loading();
    start_installing();
}

/* Not itself in the page that arch_protect closes, nor part of the caller, which is. */
__attribute__((noinline, used)) int main(void) {
    start_devices();
    load_apps();
    arch_protect();
    start_capsules();
    main_loop(CAPABILITY_MINT(main_loop_capability));
}
