/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Netduino Plus 2: who is there, and who is wired to whom. Nothing is decided at run time; what is
 * constant lies in flash. */
#include "arch/cortex-m/start.h"
#include "boards/common/extra.h"
#include "capsules/syscall/alarm.h"
#include "capsules/syscall/button.h"
#include "capsules/syscall/gpio.h"
#include "capsules/syscall/led.h"
#include "chips/stm32f4/lines.h"
#include "chips/stm32f4/pins.h"
#include "chips/stm32f4/rcc.h"
#include "chips/stm32f4/timer.h"
#include "chips/stm32f4/usart.h"
#include "chips/stm32f4/watch.h"
#include "kernel/boot.h"
#include "kernel/capability_mint.h"
#include "kernel/capsule_fault.h"
#include "kernel/main_loop.h"
#include "kernel/panic.h"
#include "kernel/process.h"

#define BAUD 115200u
#define CRYSTAL_MHZ 25u
#define WATCHDOG_US 2000000u /* after the kernel has died */

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

/* The alarms of processes are the only ones here, so their driver has the alarm for itself. */
static struct stm32f4_moments moments;
static const struct alarm chip_alarm = STM32F4_ALARM(&moments);
static struct alarm_order alarm_order;
static const struct alarm_driver alarm_driver = {
    .alarm = &chip_alarm,
    .apps = GRANT_HANDLE(ALARM),
    .order = &alarm_order,
};
static const struct alarm_client alarm_driver_client =
    ALARM_CLIENT(const struct alarm_driver, alarm_driver_fired, &alarm_driver);
static struct stm32f4_moments moments = {.timer = &stm32f4_tim2, .client = &alarm_driver_client};
const struct slice_timer board_slice_timer = STM32F4_SLICE(&moments);

/* ---- Serial port ---- */

static struct stm32f4_usart usart1;
static const struct uart board_uart = STM32F4_USART(&usart1);
static void reset(void);

#include "boards/common/serial.h"

static struct stm32f4_usart usart1 =
    STM32F4_USART_OBJECT(&usart1, STM32F4_USART1, STM32F4_LINE_USART1, &uart_mux_client);

/* ---- Pins ---- */

static const struct button_driver button_driver;
static const struct gpio_client button_client =
    GPIO_CLIENT(const struct button_driver, button_driver_fired, &button_driver);
static const struct gpio_driver gpio_driver;
static const struct gpio_client gpio_client =
    GPIO_CLIENT(const struct gpio_driver, gpio_driver_fired, &gpio_driver);

/* The blue LED; the button, to 3.3 V; pins D2 to D9 of the header. No two have the same number, so that
 * all can interrupt (chips/stm32f4/pins.h). */
static const struct stm32f4_pin pin_led = {.port = STM32F4_PORT_A, .bit = 10};
static const struct stm32f4_pin pin_button = {STM32F4_PORT_B, 11, 0, &button_client};
static const struct stm32f4_pin pin_d2 = {STM32F4_PORT_A, 3, 0, &gpio_client};
static const struct stm32f4_pin pin_d3 = {STM32F4_PORT_A, 2, 1, &gpio_client};
static const struct stm32f4_pin pin_d4 = {STM32F4_PORT_B, 12, 2, &gpio_client};
static const struct stm32f4_pin pin_d5 = {STM32F4_PORT_B, 8, 3, &gpio_client};
static const struct stm32f4_pin pin_d6 = {STM32F4_PORT_B, 9, 4, &gpio_client};
static const struct stm32f4_pin pin_d7 = {STM32F4_PORT_A, 1, 5, &gpio_client};
static const struct stm32f4_pin pin_d8 = {STM32F4_PORT_A, 0, 6, &gpio_client};
static const struct stm32f4_pin pin_d9 = {STM32F4_PORT_A, 6, 7, &gpio_client};

static const struct stm32f4_pin *const interrupting_pins[] = {
    &pin_button, &pin_d2, &pin_d3, &pin_d4, &pin_d5,
    &pin_d6,     &pin_d7, &pin_d8, &pin_d9, EXTRA_PINS};
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct gpio_pin led_hil = STM32F4_PIN(&pin_led);
static const struct led_driver led_driver = {.leds = {{.pin = &led_hil}}, .count = 1};

static const struct gpio_pin button_hil = STM32F4_PIN(&pin_button);
static const struct button_driver button_driver = {
    .buttons = {{.pin = &button_hil, .active_low = false}},
    .count = 1,
    .apps = GRANT_HANDLE(BUTTON),
};

static const struct gpio_pin gpio_hils[] = {
    STM32F4_PIN(&pin_d2), STM32F4_PIN(&pin_d3), STM32F4_PIN(&pin_d4), STM32F4_PIN(&pin_d5),
    STM32F4_PIN(&pin_d6), STM32F4_PIN(&pin_d7), STM32F4_PIN(&pin_d8), STM32F4_PIN(&pin_d9)};
static const struct gpio_driver gpio_driver = {
    .pins = {&gpio_hils[0], &gpio_hils[1], &gpio_hils[2], &gpio_hils[3], &gpio_hils[4],
             &gpio_hils[5], &gpio_hils[6], &gpio_hils[7]},
    .count = 8,
    .apps = GRANT_HANDLE(GPIO),
};

#include "boards/common/services.h"

/* ---- What the kernel calls ---- */

void board_put_byte(uint8_t byte) {
    stm32f4_usart_put_byte(STM32F4_USART1, byte);
}

void board_watch(uint32_t us) {
    stm32f4_watch_again(us);
}

void board_interrupt(unsigned line) {
    switch (line) {
    case STM32F4_LINE_TIM2:
        stm32f4_moments_interrupt(&moments);
        break;
    case STM32F4_LINE_USART1:
        stm32f4_usart_interrupt(&usart1);
        break;
    default:
        stm32f4_pins_interrupt(line, interrupting_pins, COUNT(interrupting_pins));
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
        for (uint32_t i = 0; i < STM32F4_CLOCK_HZ / 40; i++) {
            __asm__ volatile("");
        }
    }
}

/* ---- Power-on ---- */

static BOOT_ONLY void start_devices(void) {
    arch_start();
    stm32f4_clock_start(CRYSTAL_MHZ);
    stm32f4_clock_devices();
    stm32f4_pin_alternate(STM32F4_PORT_B, 6, 7); /* USART1: TX on SC ... */
    stm32f4_pin_alternate(STM32F4_PORT_B, 7, 7); /* ... and RX on SD */
    stm32f4_usart_start(&usart1, STM32F4_APB2_HZ, BAUD);
    stm32f4_pins_start();
    arch_time_start();
    stm32f4_timers_measure();
    stm32f4_moments_start(&moments);
    stm32f4_watch_start(CAPSULE_TICK_US);
}

static void start_capsules(void) {
    start_serial();
    led_driver_start(&led_driver);
    button_driver_start(&button_driver);
    extra_start();
    start_talking();
    start_loading();
}

__attribute__((noinline, used)) int main(void) {
    start_devices();
    load_apps();
    arch_protect();
    start_capsules();
    main_loop(CAPABILITY_MINT(main_loop_capability));
}
