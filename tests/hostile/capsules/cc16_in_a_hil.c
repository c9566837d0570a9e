/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a client is called back inside the downcall of a HIL */
/* expect: CC16 */
#include "tests/hostile/capsules/device.h"

HIL_OPS(uart, eager_ops, struct device);

static enum errorcode transmit(struct device *self, struct buffer *buffer) {
    uart_client_transmitted(self->client, buffer, OK);
    return OK;
}

static void receive(struct device *self, bool on) {
    self->count = on ? 1 : 0;
}

HIL_OPS_DEFINE(eager_ops, UART_OPS, transmit, receive);
