/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A 16550 serial port. Source: TI PC16550D data sheet, section 8. */
#ifndef CHIPS_QEMU_VIRT_UART_H
#define CHIPS_QEMU_VIRT_UART_H

#include "chips/qemu_virt/lines.h"
#include "hil/uart.h"
#include "kernel/deferred_call.h"

#include <stdint.h>

struct uart16550_registers;
#define VIRT_UART0 ((struct uart16550_registers *)VIRT_UART)

struct uart16550 {
    struct uart16550_registers *port;
    uint32_t line;
    const struct uart_client *client;
    struct buffer *sending; /* NULL: nothing */
    struct deferred_call sent;
};

extern const struct uart_ops uart16550_ops;
#define UART16550(object_) \
    { .ops = &uart16550_ops, .self = SELF(struct uart16550, object_) }

/* The initialiser of the object `object_`. */
#define UART16550_OBJECT(object_, port_, line_, client_)                  \
    {                                                                     \
        .port = (port_), .line = (line_), .client = (client_),            \
        .sent = DEFERRED_CALL(struct uart16550, uart16550_sent, object_), \
    }
void uart16550_sent(struct uart16550 *self);

/* 8 data bits, no parity, one stop bit; the FIFOs on. `divisor` of the port's clock, for 16 samples a
 * bit. */
void uart16550_start(struct uart16550 *self, uint16_t divisor);

/* Writes one byte by polling. For a kernel that has nothing else left. */
void uart16550_put_byte(struct uart16550_registers *port, uint8_t byte);

/* Waits until all that was written is on the wire, or nobody takes it. */
void uart16550_drain(const struct uart16550_registers *port);

/* The bottom half of its line. */
void uart16550_interrupt(struct uart16550 *self);

#endif
