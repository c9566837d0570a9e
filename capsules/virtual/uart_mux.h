/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One serial port, many users. Each device is itself a `struct uart`. Buffers go out one at a
 * time, the devices taking turns; every device that wants to receive gets every byte. */
#ifndef CAPSULES_VIRTUAL_UART_MUX_H
#define CAPSULES_VIRTUAL_UART_MUX_H

#include "hil/uart.h"
#include "kernel/capsule.h"

struct uart_device;

/* As many as one mux has at most. */
#define UART_DEVICES_MAX 16

struct STATIC_TYPE uart_mux {
    const struct uart *uart;
    struct uart_device *first;   /* of the list of all */
    struct uart_device *sending; /* whose buffer the port has; NULL: nobody's */
    bool completing;             /* a client is being told; it has to wait its turn again */
};

struct STATIC_TYPE uart_device {
    struct uart_mux *mux;
    const struct uart_client *client;
    struct uart_device *next;
    struct buffer *waiting; /* to be sent; NULL: nothing */
    bool receives;
};

HIL_OPS(uart, uart_device_ops, struct uart_device);
#define UART_DEVICE(object_) HIL_BIND(uart_device_ops, object_)

/* Adds a device, whose mux and client are set. Once each, at initialisation. */
void uart_device_add(struct uart_device *self);

/* The client functions that the port calls. */
void uart_mux_transmitted(struct uart_mux *self, struct buffer *buffer, enum errorcode status);
void uart_mux_received(struct uart_mux *self, uint8_t byte, enum errorcode status);

#endif
