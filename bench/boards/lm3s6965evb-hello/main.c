/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The LM3S6965EVB for one process that prints. */
#include "arch/cortex-m/start.h"
#include "chips/lm3s/gpio.h"
#include "chips/lm3s/lines.h"
#include "chips/lm3s/sysctl.h"
#include "chips/lm3s/uart.h"
#include "kernel/messages.h"

#define BAUD 115200u

static struct lm3s_uart uart0;
static const struct uart board_uart = LM3S_UART(&uart0);

#include "bench/boards/common/one.h"

static struct lm3s_uart uart0 =
    LM3S_UART_OBJECT(&uart0, LM3S_UART0, LM3S_LINE_UART0, &console_client);

void board_put_byte(uint8_t byte) {
    lm3s_uart_put_byte(LM3S_UART0, byte);
}

void board_interrupt(unsigned line) {
    if (line == LM3S_LINE_UART0) {
        lm3s_uart_interrupt(&uart0);
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

/* Not itself in the page that arch_protect closes, nor part of the caller, which is. */
__attribute__((noinline, used)) int main(void) {
    start_devices();
    load_apps();
    arch_protect();
    main_loop(CAPABILITY_MINT(main_loop_capability));
}
