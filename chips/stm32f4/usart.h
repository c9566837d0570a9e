/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The serial port. It has no FIFO: a byte is kept while another is sent or received.
 * Source: RM0090, section 30. */
#ifndef CHIPS_STM32F4_USART_H
#define CHIPS_STM32F4_USART_H

#include "hil/uart.h"
#include "kernel/deferred_call.h"

#include <stdint.h>

struct stm32f4_usart_registers;
#define STM32F4_USART1 ((struct stm32f4_usart_registers *)0x40011000) /* on APB2 */
#define STM32F4_USART2 ((struct stm32f4_usart_registers *)0x40004400) /* on APB1 */

struct stm32f4_usart {
    struct stm32f4_usart_registers *port;
    uint32_t line;
    const struct uart_client *client;
    struct buffer *sending; /* NULL: nothing */
    struct deferred_call sent;
};

extern const struct uart_ops stm32f4_usart_ops;
#define STM32F4_USART(object_) \
    { .ops = &stm32f4_usart_ops, .self = SELF(struct stm32f4_usart, object_) }

/* The initialiser of the object `object_`. */
#define STM32F4_USART_OBJECT(object_, port_, line_, client_)                      \
    {                                                                             \
        .port = (port_), .line = (line_), .client = (client_),                    \
        .sent = DEFERRED_CALL(struct stm32f4_usart, stm32f4_usart_sent, object_), \
    }
void stm32f4_usart_sent(struct stm32f4_usart *self);

/* 8 data bits, no parity, one stop bit, at `baud`, out of the clock of its bus. */
void stm32f4_usart_start(struct stm32f4_usart *self, uint32_t bus_hz, uint32_t baud);

/* Writes one byte by polling. For a kernel that has nothing else left. */
void stm32f4_usart_put_byte(struct stm32f4_usart_registers *port, uint8_t byte);

/* The bottom half of its line. */
void stm32f4_usart_interrupt(struct stm32f4_usart *self);

#endif
