/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* QEMU's RISC-V machine "virt" for one process that prints. */
#include "arch/riscv/start.h"
#include "chips/qemu_virt/lines.h"
#include "chips/qemu_virt/uart.h"
#include "kernel/messages.h"

#define UART_DIVISOR 2u /* 3.6864 MHz / (16 * 2): 115200 baud */

static struct uart16550 uart0;
static const struct uart board_uart = UART16550(&uart0);

#include "bench/boards/common/one.h"

static struct uart16550 uart0 =
    UART16550_OBJECT(&uart0, VIRT_UART0, VIRT_LINE_UART, &console_client);

void board_put_byte(uint8_t byte) {
    uart16550_put_byte(VIRT_UART0, byte);
}

void board_interrupt(unsigned line) {
    if (line == VIRT_LINE_UART) {
        uart16550_interrupt(&uart0);
    }
}

static BOOT_ONLY void start_devices(void) {
    arch_start();
    uart16550_start(&uart0, UART_DIVISOR);
}

__attribute__((used)) int main(void) {
    start_devices();
    load_apps();
    arch_protect();
    main_loop(CAPABILITY_MINT(main_loop_capability));
}
