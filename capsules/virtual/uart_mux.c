/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One serial port, many users. */
#include "capsules/virtual/uart_mux.h"

/* The device after `d`, going round. */
static struct uart_device *after(const struct uart_mux *self, const struct uart_device *d) {
    return d->next != NULL ? d->next : self->first;
}

/* Hands the port the buffer of the first device from `d` on, going round, that has one. */
static void send_next(struct uart_mux *self, struct uart_device *d) {
    struct uart_device *candidate = d;
    LOOP_BOUND (UART_DEVICES_MAX) {
        if (candidate->waiting != NULL && uart_transmit(self->uart, candidate->waiting) == OK) {
            candidate->waiting = NULL;
            self->sending = candidate;
            return;
        }
        candidate = after(self, candidate);
        if (candidate == d) {
            return;
        }
    }
}

static enum errorcode transmit(struct uart_device *self, struct buffer *buffer) {
    if (self->waiting != NULL || self->mux->sending == self) {
        return ERR_BUSY;
    }
    self->waiting = buffer;
    if (self->mux->sending == NULL && !self->mux->completing) {
        send_next(self->mux, self);
    }
    return OK;
}

static void receive(struct uart_device *self, bool on) {
    struct uart_mux *mux = self->mux;
    self->receives = on;
    bool any = false;
    const struct uart_device *d = mux->first;
    LOOP_WHILE (d != NULL, UART_DEVICES_MAX) {
        any = any || d->receives;
        d = d->next;
    }
    uart_receive(mux->uart, any);
}

HIL_OPS_DEFINE(uart_device_ops, UART_OPS, transmit, receive);

void uart_device_add(struct uart_device *self) {
    self->next = self->mux->first;
    self->mux->first = self;
}

void uart_mux_transmitted(struct uart_mux *self, struct buffer *buffer, enum errorcode status) {
    struct uart_device *sender = self->sending;
    self->sending = NULL;
    if (sender == NULL) {
        return;
    }
    self->completing = true;
    uart_client_transmitted(sender->client, buffer, status);
    self->completing = false;
    send_next(self, after(self, sender));
}

void uart_mux_received(struct uart_mux *self, uint8_t byte, enum errorcode status) {
    const struct uart_device *d = self->first;
    LOOP_WHILE (d != NULL, UART_DEVICES_MAX) {
        if (d->receives) {
            uart_client_received(d->client, byte, status);
        }
        d = d->next;
    }
}
