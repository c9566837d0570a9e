/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a header of the chip */
/* expect: CC11 */
#include "chips/lm3s/uart.h"
#include "kernel/capsule.h"

static void put(uint8_t byte) {
    lm3s_uart_put_byte(LM3S_UART0, byte);
}
