/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Each call is a boundary between two who need not trust each other (kernel/boundary.h). */
#include "hil/uart.h"

#include "kernel/boundary.h"

#include <stddef.h>

enum errorcode uart_transmit(const struct uart *u, struct buffer *buffer) {
    if (buffer == NULL) {
        return ERR_INVAL;
    }
    return BOUNDARY_STATUS(u->ops->transmit, u->self, buffer);
}

void uart_receive(const struct uart *u, bool on) {
    BOUNDARY_METHOD1(void, u, receive, on);
}

void uart_client_transmitted(const struct uart_client *c, struct buffer *buffer,
                             enum errorcode status) {
    if (buffer != NULL) {
        BOUNDARY_CALL(void, c->transmitted, c->self, buffer, status);
    }
}

void uart_client_received(const struct uart_client *c, uint8_t byte, enum errorcode status) {
    BOUNDARY_CALL(void, c->received, c->self, byte, status);
}
