/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A serial port whose output is its input. */
#ifndef BENIGN_LOOPBACK_H
#define BENIGN_LOOPBACK_H

#include "hil/uart.h"
#include "kernel/capsule.h"

struct STATIC_TYPE loopback {
    const struct uart_client *client;
    struct buffer *sending;
    struct deferred_call done;
    bool receives;
};

HIL_OPS(uart, loopback_ops, struct loopback);
#define LOOPBACK(object_) HIL_BIND(loopback_ops, object_)

void loopback_done(struct loopback *self);

#endif
