/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a UART on a UART that another file makes stand on itself: stack.py believes what the board
 * states of uart_ops.transmit */
/* expect: contained */
#include "tests/hostile/capsules/runtime/contained_on_itself/loop_device.h"

static enum errorcode transmit(struct loop_device *self, struct buffer *buffer) {
    self->count++;
    enum errorcode error = uart_transmit(self->lower, buffer);
    self->count--;
    return error;
}

static void receive(struct loop_device *self, bool on) {
    uart_receive(self->lower, on);
}

HIL_OPS_DEFINE(loop_device_ops, UART_OPS, transmit, receive);
