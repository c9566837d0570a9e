/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the client's function is called without the HIL's helper, inside a downcall */
/* expect: CC16|CC03|CC06|CC10 */
#include "tests/hostile/capsules/device.h"

HIL_OPS(uart, eager_ops, struct device);

static enum errorcode transmit(struct device *self, struct buffer *buffer) {
    self->client->transmitted(self->client->self, buffer, OK);
    return OK;
}

static void receive(struct device *self, bool on) {
    self->count = on ? 1 : 0;
}

HIL_OPS_DEFINE(eager_ops, UART_OPS, transmit, receive);
