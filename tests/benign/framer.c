/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Frames out of bytes. */
#include "tests/benign/framer.h"

#define START 0x7E

void framer_transmitted(struct framer *self, struct buffer *buffer, enum errorcode status) {
    (void)self;
    (void)buffer;
    (void)status;
}

static void finish(struct framer *self, uint8_t sum) {
    self->state = FRAMER_IDLE;
    if (sum != self->frame.sum) {
        self->errors++;
        return;
    }
    if (self->client != NULL) {
        self->client->take(self->client->user, &self->frame);
    }
}

void framer_received(struct framer *self, uint8_t byte, enum errorcode status) {
    struct frame *f = &self->frame;
    if (status != OK) {
        self->state = FRAMER_IDLE;
        self->errors++;
        return;
    }
    switch (self->state) {
    case FRAMER_IDLE:
        if (byte == START) {
            *f = (struct frame){.sum = START};
            self->state = FRAMER_LENGTH;
        }
        return;
    case FRAMER_LENGTH:
        self->state = byte > 0 && byte <= FRAME_BYTES ? FRAMER_BYTES : FRAMER_IDLE;
        f->length = 0;
        f->sum = (uint8_t)(f->sum + byte);
        return;
    case FRAMER_BYTES:
        f->bytes[f->length++] = byte;
        f->sum = (uint8_t)(f->sum + byte);
        if (f->length >= FRAME_BYTES) {
            self->state = FRAMER_SUM;
        }
        return;
    case FRAMER_SUM:
        finish(self, byte);
        return;
    }
}
