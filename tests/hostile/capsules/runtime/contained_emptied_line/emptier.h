/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef EMPTIER_H
#define EMPTIER_H
#include "hil/uart.h"
#include "kernel/capsule.h"
struct STATIC_TYPE emptier {
    const struct uart *port;
    struct buffer *line;
    struct deferred_call later;
    uint32_t rounds;
};
void emptier_later(struct emptier *self);
void emptier_sent(struct emptier *self, struct buffer *line, enum errorcode status);
void emptier_received(struct emptier *self, uint8_t byte, enum errorcode status);
#endif
