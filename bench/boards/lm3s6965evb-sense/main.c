/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The LM3S6965EVB for one process that looks at a pin every second and prints what it saw. */
#include "arch/cortex-m/start.h"
#include "capsules/syscall/alarm.h"
#include "capsules/syscall/gpio.h"
#include "chips/lm3s/gpio.h"
#include "chips/lm3s/lines.h"
#include "chips/lm3s/sysctl.h"
#include "chips/lm3s/timer.h"
#include "chips/lm3s/uart.h"
#include "kernel/messages.h"

#define BAUD 115200u

static struct lm3s_uart uart0;
static const struct uart board_uart = LM3S_UART(&uart0);

#define MORE_DRIVERS(X)                                                                    \
    X(ALARM, DRIVER_ALARM, const struct alarm_driver, &alarm_driver, alarm_driver_command, \
      &alarm_apps_layout)                                                                  \
    X(GPIO, DRIVER_GPIO, const struct gpio_driver, &gpio_driver, gpio_driver_command,      \
      &gpio_apps_layout)

static const struct alarm_driver alarm_driver;
static const struct gpio_driver gpio_driver;
#include "bench/boards/common/one.h"

static struct lm3s_uart uart0 =
    LM3S_UART_OBJECT(&uart0, LM3S_UART0, LM3S_LINE_UART0, &console_client);

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

/* Of the expansion connector. */
static const struct gpio_client gpio_client =
    GPIO_CLIENT(const struct gpio_driver, gpio_driver_fired, &gpio_driver);
static const struct lm3s_pin pin = {LM3S_PORT_B, 2, 0, &gpio_client};
static const struct lm3s_pin *const pins[] = {&pin};
static const struct gpio_pin pin_hil = LM3S_PIN(&pin);
static const struct gpio_driver gpio_driver = {
    .pins = {&pin_hil}, .count = 1, .apps = GRANT_HANDLE(GPIO)};

void board_put_byte(uint8_t byte) {
    lm3s_uart_put_byte(LM3S_UART0, byte);
}

void board_interrupt(unsigned line) {
    switch (line) {
    case LM3S_LINE_TIMER0:
        lm3s_alarm_interrupt(&chip_alarm);
        break;
    case LM3S_LINE_UART0:
        lm3s_uart_interrupt(&uart0);
        break;
    case LM3S_LINE_PORT_B:
        lm3s_gpio_interrupt(LM3S_PORT_B, line, pins, 1);
        break;
    default: /* nobody's stay masked */
        break;
    }
}

static BOOT_ONLY void start_devices(void) {
    arch_start();
    lm3s_clock_start();
    lm3s_clock_devices();
    lm3s_uart_start(&uart0, BAUD);
    lm3s_gpio_alternate(LM3S_PORT_A, 0x03); /* PA0, PA1: UART0 */
    arch_time_start();
    lm3s_alarm_start(&chip_alarm);
}

/* Not itself in the page that arch_protect closes, nor part of the caller, which is. */
__attribute__((noinline, used)) int main(void) {
    start_devices();
    load_apps();
    arch_protect();
    main_loop(CAPABILITY_MINT(main_loop_capability));
}
