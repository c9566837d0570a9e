/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Carries the kernel's lines to a serial port. */
#include "capsules/system/messages.h"

void messages_capsule_available(struct messages_capsule *self) {
    struct buffer *tx = self->tx;
    if (tx != NULL && messages_fetch(tx) && uart_transmit(self->uart, tx) == OK) {
        self->tx = NULL;
    }
}

void messages_capsule_transmitted(struct messages_capsule *self, struct buffer *buffer,
                                  enum errorcode status) {
    (void)status;
    self->tx = buffer;
    messages_capsule_available(self);
}

void messages_capsule_received(struct messages_capsule *self, uint8_t byte, enum errorcode status) {
    (void)self;
    (void)byte;
    (void)status;
}
