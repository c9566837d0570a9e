/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Frames out of bytes. */
#ifndef BENIGN_FRAMER_H
#define BENIGN_FRAMER_H

#include "hil/uart.h"
#include "kernel/capsule.h"

#define FRAME_BYTES 16

struct frame {
    uint8_t bytes[FRAME_BYTES];
    uint8_t length;
    uint8_t sum;
};

struct STATIC_TYPE frame_user {
    uint32_t frames;
};

struct STATIC_TYPE frame_client {
    void (*take)(struct frame_user *user, const struct frame *frame);
    struct frame_user *user;
};

struct STATIC_TYPE framer {
    const struct uart *uart;
    const struct frame_client *client;
    struct frame frame;
    enum {
        FRAMER_IDLE,
        FRAMER_LENGTH,
        FRAMER_BYTES,
        FRAMER_SUM
    } state;
    uint32_t errors;
};

void framer_transmitted(struct framer *self, struct buffer *buffer, enum errorcode status);
void framer_received(struct framer *self, uint8_t byte, enum errorcode status);

#endif
