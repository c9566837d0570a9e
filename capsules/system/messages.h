/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Carries what the kernel has to say (kernel/messages.h) to a serial port, a line at a time. */
#ifndef CAPSULES_SYSTEM_MESSAGES_H
#define CAPSULES_SYSTEM_MESSAGES_H

#include "hil/uart.h"
#include "kernel/capsule.h"
#include "kernel/messages.h"

struct STATIC_TYPE messages_capsule {
    const struct uart *uart;
    struct buffer *tx; /* NULL: on the wire */
};

#define MESSAGES_CAPSULE(uart_, tx_, tx_size_) \
    { .uart = (uart_), .tx = BUFFER_AT_LEAST(tx_, tx_size_, MESSAGE_LINE_MAX + 2), }

/* The client function that the kernel calls when there is something to fetch. */
void messages_capsule_available(struct messages_capsule *self);

/* The client functions that the port calls. */
void messages_capsule_transmitted(struct messages_capsule *self, struct buffer *buffer,
                                  enum errorcode status);
void messages_capsule_received(struct messages_capsule *self, uint8_t byte, enum errorcode status);

#endif
