/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same by way of two helpers */
/* expect: CC16 */
#include "tests/hostile/capsules/device.h"

HIL_OPS(uart, eager_ops, struct device);

static void tell(struct device *self, struct buffer *buffer) {
    uart_client_transmitted(self->client, buffer, OK);
}

static void finish(struct device *self, struct buffer *buffer) {
    if (self->count > 0) {
        tell(self, buffer);
    }
}

static enum errorcode transmit(struct device *self, struct buffer *buffer) {
    finish(self, buffer);
    return OK;
}

static void receive(struct device *self, bool on) {
    self->count = on ? 1 : 0;
}

HIL_OPS_DEFINE(eager_ops, UART_OPS, transmit, receive);
