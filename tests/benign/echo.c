/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Sends back what it receives, a line at a time. */
#include "tests/benign/echo.h"

void echo_start(struct echo *self) {
    uart_receive(self->uart, true);
}

static void send(struct echo *self) {
    struct buffer *tx = self->tx;
    if (tx == NULL) {
        return;
    }
    buffer_clear(tx);
    for (uint32_t i = 0; i < self->length && i < ECHO_LINE; i++) {
        buffer_put(tx, self->line[i]);
    }
    buffer_text(tx, TEXT("\r\n"));
    if (uart_transmit(self->uart, tx) == OK) {
        self->tx = NULL;
        self->length = 0;
    }
}

void echo_transmitted(struct echo *self, struct buffer *buffer, enum errorcode status) {
    (void)status;
    self->tx = buffer;
}

void echo_received(struct echo *self, uint8_t byte, enum errorcode status) {
    if (status != OK) {
        return;
    }
    if (byte == '\r' || byte == '\n' || self->length == ECHO_LINE) {
        send(self);
    } else {
        self->line[self->length++] = byte;
    }
}
