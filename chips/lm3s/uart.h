/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The serial port (a PL011 without modem lines). Source: LM3S6965 data sheet, section 12. */
#ifndef CHIPS_LM3S_UART_H
#define CHIPS_LM3S_UART_H

#include "hil/uart.h"
#include "kernel/deferred_call.h"

#include <stdint.h>

struct lm3s_uart_registers;
#define LM3S_UART0 ((struct lm3s_uart_registers *)0x4000C000)

struct lm3s_uart {
    struct lm3s_uart_registers *port;
    uint32_t line;
    const struct uart_client *client;
    struct buffer *sending; /* NULL: nothing */
    struct deferred_call sent;
};

extern const struct uart_ops lm3s_uart_ops;
#define LM3S_UART(object_) \
    { .ops = &lm3s_uart_ops, .self = SELF(struct lm3s_uart, object_) }

/* The initialiser of the object `object_`. */
#define LM3S_UART_OBJECT(object_, port_, line_, client_)                  \
    {                                                                     \
        .port = (port_), .line = (line_), .client = (client_),            \
        .sent = DEFERRED_CALL(struct lm3s_uart, lm3s_uart_sent, object_), \
    }
void lm3s_uart_sent(struct lm3s_uart *self);

/* 8 data bits, no parity, one stop bit, at `baud`; FIFOs on. */
void lm3s_uart_start(struct lm3s_uart *self, uint32_t baud);

/* Writes one byte by polling. For a kernel that has nothing else left. */
void lm3s_uart_put_byte(struct lm3s_uart_registers *port, uint8_t byte);

/* The bottom half of its line. */
void lm3s_uart_interrupt(struct lm3s_uart *self);

#endif
