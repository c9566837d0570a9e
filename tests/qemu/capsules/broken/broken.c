/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. The tests look for the lines that are marked with a word. */
#include "broken.h"

#define LONG 0xFFFFFFFFu /* minutes */

enum {
    COMMAND_GO = 1,
    COMMAND_SET_LATER = 2,
};

static void break_down(struct broken *self) {
    switch (self->how) {
    case 'i':
        self->elements[self->element] += 1; /* index */
        break;
    case 'n':
        self->nobody->count++; /* null */
        break;
    case 'b':
        buffer_put(self->no_buffer, 'x'); /* buffer */
        break;
    case 'l':
        LOOP_BOUND (10) { /* bound */
            self->count++;
        }
        break;
    case 't':
        for (uint32_t i = 0; i < LONG; i++) {
            self->count = self->count * 5 + i; /* time */
        }
        break;
    case 'm':
        for (uint32_t i = 0; i < LONG; i++) {
            uart_receive(self->uart, true); /* others */
        }
        break;
    default:
        break;
    }
}

static void at(struct broken *self, uint8_t where) {
    if (self->where == where) {
        break_down(self);
    }
}

void broken_start(struct broken *self) {
    uart_receive(self->uart, true);
}

void broken_later(struct broken *self) {
    at(self, 'D');
}

void broken_transmitted(struct broken *self, struct buffer *buffer, enum errorcode status) {
    (void)self;
    (void)buffer;
    (void)status;
}

void broken_received(struct broken *self, uint8_t byte, enum errorcode status) {
    (void)status;
    if (byte >= 'a') {
        self->how = byte;
    } else {
        self->where = byte;
    }
    at(self, 'R');
}

static enum errorcode transmit(struct broken *self, struct buffer *buffer) {
    (void)buffer;
    at(self, 'M');
    return ERR_BUSY;
}

static void receive(struct broken *self, bool on) {
    (void)self;
    (void)on;
}

HIL_OPS_DEFINE(broken_ops, UART_OPS, transmit, receive);

command_result broken_command(struct broken *self, struct process_id caller, uint32_t command,
                              uint32_t arg1, uint32_t arg2) {
    (void)arg1;
    (void)arg2;
    enum errorcode error;
    if (command == COMMAND_SET_LATER) {
        deferred_call_set(&self->later);
    } else if (command == COMMAND_GO) {
        at(self, 'C');
        GRANT_ENTER (self->apps, caller, app, error) {
            app->commands++;
            at(self, 'G');
        }
    }
    return command_success();
}
