/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a byte is handed over inside the call that asks for bytes */
/* expect: CC16 */
#include "tests/hostile/capsules/device.h"

HIL_OPS(uart, eager_ops, struct device);

static enum errorcode transmit(struct device *self, struct buffer *buffer) {
    self->tx = buffer;
    return OK;
}

static void receive(struct device *self, bool on) {
    if (on) {
        uart_client_received(self->client, 0, OK);
    }
}

HIL_OPS_DEFINE(eager_ops, UART_OPS, transmit, receive);
