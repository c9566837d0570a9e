/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The serial port of ARM's Cortex-M System Design Kit: 8 data bits, no parity, one stop bit, a buffer
 * of one byte each way, an interrupt line each way. Source: DDI0479 4.3. */
#ifndef CHIPS_CMSDK_UART_H
#define CHIPS_CMSDK_UART_H

#include "hil/uart.h"
#include "kernel/deferred_call.h"

#include <stdint.h>

struct cmsdk_uart_registers;

struct cmsdk_uart {
    struct cmsdk_uart_registers *port;
    uint32_t line_in;
    uint32_t line_out;
    const struct uart_client *client;
    struct buffer *sending; /* NULL: nothing */
    struct deferred_call sent;
};

extern const struct uart_ops cmsdk_uart_ops;
#define CMSDK_UART(object_) \
    { .ops = &cmsdk_uart_ops, .self = SELF(struct cmsdk_uart, object_) }

/* The initialiser of the object `object_`. */
#define CMSDK_UART_OBJECT(object_, port_, line_in_, line_out_, client_)                       \
    {                                                                                         \
        .port = (port_), .line_in = (line_in_), .line_out = (line_out_), .client = (client_), \
        .sent = DEFERRED_CALL(struct cmsdk_uart, cmsdk_uart_sent, object_),                   \
    }
void cmsdk_uart_sent(struct cmsdk_uart *self);

/* `divisor`: the port's clock divided by the baud rate, at least 16. */
void cmsdk_uart_start(struct cmsdk_uart *self, uint32_t divisor);

/* Writes one byte by polling. For a kernel that has nothing else left. */
void cmsdk_uart_put_byte(struct cmsdk_uart_registers *port, uint8_t byte);

/* The bottom half of its two lines. */
void cmsdk_uart_interrupt(struct cmsdk_uart *self, uint32_t line);

#endif
