/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A client that does not want to know whether its bytes were sent cannot be bound.
 * Fails with: _Generic. selector of type .* is not compatible with any association */
#include "hil/uart.h"

struct user {
    struct buffer *buffer;
};
static struct user user;

#ifdef MISTAKE
static void transmitted(struct user *self, struct buffer *buffer) {
    self->buffer = buffer;
}
#else
static void transmitted(struct user *self, struct buffer *buffer, enum errorcode status) {
    self->buffer = status == OK ? buffer : (struct buffer *)0;
}
#endif
static void received(struct user *self, uint8_t byte, enum errorcode status) {
    (void)self;
    (void)byte;
    (void)status;
}
const struct uart_client client = UART_CLIENT(struct user, transmitted, received, &user);
