/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The result of a method is part of its type.
 * Fails with: _Generic. selector of type .* is not compatible with any association */
#include "hil/uart.h"

struct port {
    struct buffer *buffer;
};
#ifdef MISTAKE
static void transmit(struct port *self, struct buffer *buffer) {
    self->buffer = buffer;
}
#else
static enum errorcode transmit(struct port *self, struct buffer *buffer) {
    self->buffer = buffer;
    return OK;
}
#endif
static void receive(struct port *self, bool on) {
    (void)self;
    (void)on;
}
const struct uart_ops ops = UART_OPS(struct port, transmit, receive);
