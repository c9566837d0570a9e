/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Sends back what it receives, a line at a time. */
#ifndef BENIGN_ECHO_H
#define BENIGN_ECHO_H

#include "hil/uart.h"
#include "kernel/capsule.h"

#define ECHO_LINE 32

struct STATIC_TYPE echo {
    const struct uart *uart;
    struct buffer *tx;
    uint8_t line[ECHO_LINE];
    uint8_t length;
};

void echo_start(struct echo *self);
void echo_transmitted(struct echo *self, struct buffer *buffer, enum errorcode status);
void echo_received(struct echo *self, uint8_t byte, enum errorcode status);

#endif
