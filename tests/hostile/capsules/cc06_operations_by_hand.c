/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a table of operations without the macro that checks its functions */
/* expect: CC06|CC10 */
#include "tests/hostile/capsules/device.h"

static enum errorcode transmit(struct object *self, struct buffer *buffer) {
    (void)self;
    (void)buffer;
    return OK;
}

static void receive(struct object *self, bool on) {
    (void)self;
    (void)on;
}
static const struct uart_ops ops = {.transmit = transmit, .receive = receive};

static const struct uart_ops *get(void) {
    return &ops;
}
