/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same by way of a function in a table */
/* expect: CC16 */
#include "tests/hostile/capsules/device.h"

struct ops {
    void (*tell)(struct device *self, struct buffer *buffer);
};
static void tell(struct device *self, struct buffer *buffer) {
    uart_client_transmitted(self->client, buffer, OK);
}
static const struct ops table = {.tell = tell};

HIL_OPS(uart, eager_ops, struct device);

static enum errorcode transmit(struct device *self, struct buffer *buffer) {
    table.tell(self, buffer);
    return OK;
}

static void receive(struct device *self, bool on) {
    self->count = on ? 1 : 0;
}

HIL_OPS_DEFINE(eager_ops, UART_OPS, transmit, receive);
