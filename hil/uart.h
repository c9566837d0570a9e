/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A serial port: buffers out, bytes in. */
#ifndef HIL_UART_H
#define HIL_UART_H

#include "abi/errorcode.h"
#include "kernel/buffer.h"
#include "kernel/hil.h"

#include <stdbool.h>
#include <stdint.h>

struct STATIC_TYPE SEALED uart_ops {
    enum errorcode (*transmit)(struct object *self, struct buffer *buffer);
    void (*receive)(struct object *self, bool on);
};
struct STATIC_TYPE SEALED uart {
    const struct uart_ops *ops;
    struct object *self;
};
#define UART_OPS(type, transmit_, receive_)                                   \
    {                                                                         \
        .transmit = METHOD(type, transmit_, enum errorcode, struct buffer *), \
        .receive = METHOD(type, receive_, void, bool),                        \
    }
API_MACRO(UART_OPS, "METHOD checks each function against the type");

/* Sends the window of `buffer`, which belongs to the port until the client's `transmitted` gives
 * it back. An empty window is fine. The client is never called from in here.
 * errors: BUSY the port has a buffer already; the caller keeps this one */
enum errorcode uart_transmit(const struct uart *u, struct buffer *buffer);

/* Whether the client wants to be given received bytes. */
void uart_receive(const struct uart *u, bool on);

/* Who is told. `status` is OK, or FAIL for a byte that was received with a framing, parity or
 * overrun error, or a transmission that failed. */
struct STATIC_TYPE SEALED uart_client {
    void (*transmitted)(struct object *self, struct buffer *buffer, enum errorcode status);
    void (*received)(struct object *self, uint8_t byte, enum errorcode status);
    struct object *self;
};
#define UART_CLIENT(type, transmitted_, received_, self_)                                 \
    {                                                                                     \
        .transmitted = METHOD(type, transmitted_, void, struct buffer *, enum errorcode), \
        .received = METHOD(type, received_, void, uint8_t, enum errorcode),               \
        .self = SELF(type, self_),                                                        \
    }
API_MACRO(UART_CLIENT, "functions and object have one type, which METHOD and SELF check");

CALLS_CLIENT void uart_client_transmitted(const struct uart_client *c, struct buffer *buffer,
                                          enum errorcode status);

CALLS_CLIENT void uart_client_received(const struct uart_client *c, uint8_t byte,
                                       enum errorcode status);

#endif
