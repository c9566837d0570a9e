/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A serial port whose output is its input: completion by a deferred call. */
#include "tests/benign/loopback.h"

static enum errorcode transmit(struct loopback *self, struct buffer *buffer) {
    if (self->sending != NULL) {
        return ERR_BUSY;
    }
    self->sending = buffer;
    deferred_call_set(&self->done);
    return OK;
}

static void receive(struct loopback *self, bool on) {
    self->receives = on;
}

HIL_OPS_DEFINE(loopback_ops, UART_OPS, transmit, receive);

void loopback_done(struct loopback *self) {
    struct buffer *buffer = self->sending;
    if (buffer == NULL) {
        return;
    }
    uint32_t i = 0;
    LOOP_WHILE (self->receives &&i < buffer->length, 512) {
        uart_client_received(self->client, buffer_get(buffer, i), OK);
        i++;
    }
    self->sending = NULL;
    buffer_advance(buffer, buffer->length);
    uart_client_transmitted(self->client, buffer, OK);
}
