/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: another capsule's completion is called inside a downcall, and calls its client */
/* expect: CC16 */
#include "tests/hostile/capsules/device.h"

#include "capsules/virtual/uart_mux.h"

struct STATIC_TYPE eager {
    struct uart_mux *mux;
    uint32_t count;
};
HIL_OPS(uart, eager_ops, struct eager);

static enum errorcode transmit(struct eager *self, struct buffer *buffer) {
    uart_mux_transmitted(self->mux, buffer, OK);
    return OK;
}

static void receive(struct eager *self, bool on) {
    self->count = on ? 1 : 0;
}

HIL_OPS_DEFINE(eager_ops, UART_OPS, transmit, receive);
