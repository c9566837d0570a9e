/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to take back what the serial port has begun to send, so that the port waits for an end that never
 * comes while its interrupt asks for more */
/* expect: contained */
#include "tests/hostile/capsules/runtime/contained_emptied_line/emptier.h"

#define ROUNDS 10u

void emptier_later(struct emptier *self) {
    buffer_clear(self->line);
    LOOP_WHILE (buffer_put(self->line, '\n') == 1, 100) {
    }
    if (uart_transmit(self->port, self->line) == OK) {
        buffer_clear(self->line);
    }
    self->rounds++;
}

void emptier_sent(struct emptier *self, struct buffer *line, enum errorcode status) {
    (void)line;
    (void)status;
    if (self->rounds < ROUNDS) {
        deferred_call_set(&self->later);
    }
}

void emptier_received(struct emptier *self, uint8_t byte, enum errorcode status) {
    (void)self;
    (void)byte;
    (void)status;
}
