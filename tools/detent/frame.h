/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Frames among text on a serial line. Source: docs/install.md, "Frames". */
#ifndef DETENT_FRAME_H
#define DETENT_FRAME_H

#include "bytes.h"

#define FRAME_PAYLOAD_MAX 1024
#define FRAME_BODY_MAX (2 + FRAME_PAYLOAD_MAX + 4)
/* COBS adds a byte, and one more for each 254. */
#define FRAME_CODED_MAX (FRAME_BODY_MAX + 1 + FRAME_BODY_MAX / 254)

/* A frame whose end does not come for so long is none. */
#define FRAME_WAIT_MS 500

struct frame {
    uint8_t type;
    uint8_t sequence;
    struct span payload;
};

uint32_t crc32_of(struct span data);

/* Appends the frame as it goes over the line. pre: its payload is not longer than FRAME_PAYLOAD_MAX */
void frame_append(struct bytes *out, const struct frame *frame);

/* Starts as {0}, between frames. */
struct frame_reader {
    bool in_frame;
    size_t length;
    uint8_t coded[FRAME_CODED_MAX];
    uint8_t body[FRAME_BODY_MAX];
};

enum frame_event {
    FRAME_NOTHING, /* so far */
    FRAME_TEXT,    /* the byte is text */
    FRAME_GOOD,
    FRAME_BAD, /* `payload` is what came since the zero byte: text, perhaps, after a disturbance */
};

/* Takes the next byte of the line. The payload is good until the next call. */
enum frame_event frame_take(struct frame_reader *reader, uint8_t byte, struct frame *frame);

/* Gives up a frame whose end does not come; FRAME_BAD if there was one. */
enum frame_event frame_give_up(struct frame_reader *reader, struct frame *frame);

#endif
