/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* COBS: each zero is replaced by the distance to the next one, at most 254 bytes on. */
#include "frame.h"

#define GROUP_MAX 0xFF /* a distance that no zero follows */
#define CHECK_SIZE 4
#define HEAD_SIZE 2

/* IEEE 802.3, bit by bit: a serial line is slower. */
uint32_t crc32_of(struct span data) {
    uint32_t crc = 0xFFFFFFFF;
    for (size_t i = 0; i < data.length; i++) {
        crc ^= data.at[i];
        for (unsigned bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
    }
    return ~crc;
}

/* `group` is where the distance of the current group stands. */
static void append_coded(struct bytes *out, struct span body) {
    size_t group = out->length;
    bytes_append_fill(out, 1, 1);
    for (size_t i = 0; i < body.length; i++) {
        if (body.at[i] != 0) {
            bytes_append(out, &body.at[i], 1);
            out->at[group]++;
        }
        if (body.at[i] == 0 || out->at[group] == GROUP_MAX) {
            group = out->length;
            bytes_append_fill(out, 1, 1);
        }
    }
}

void frame_append(struct bytes *out, const struct frame *frame) {
    struct bytes body = {0};
    const uint8_t head[HEAD_SIZE] = {frame->type, frame->sequence};
    bytes_append(&body, head, sizeof head);
    bytes_append_span(&body, frame->payload);
    bytes_append32(&body, crc32_of(bytes_span(&body)));
    bytes_append_fill(out, 0, 1);
    append_coded(out, bytes_span(&body));
    bytes_append_fill(out, 0, 1);
}

/* The length of the body, or 0 if the code is broken. */
static size_t decode(struct frame_reader *reader) {
    size_t length = 0;
    for (size_t at = 0; at < reader->length;) {
        size_t group = reader->coded[at++];
        if (group == 0 || group - 1 > reader->length - at)
            return 0;
        bool zero_follows = group != GROUP_MAX && at + group - 1 < reader->length;
        if (length + group - 1 + zero_follows > sizeof reader->body)
            return 0;
        for (size_t i = 1; i < group; i++)
            reader->body[length++] = reader->coded[at++];
        if (zero_follows)
            reader->body[length++] = 0;
    }
    return length;
}

static bool read_body(struct frame_reader *reader, struct frame *frame) {
    size_t length = decode(reader);
    if (length < HEAD_SIZE + CHECK_SIZE)
        return false;
    struct span checked = {reader->body, length - CHECK_SIZE};
    if (crc32_of(checked) != get32(reader->body + checked.length))
        return false;
    frame->type = checked.at[0];
    frame->sequence = checked.at[1];
    frame->payload = span_part(checked, HEAD_SIZE, checked.length);
    return true;
}

enum frame_event frame_give_up(struct frame_reader *reader, struct frame *frame) {
    *frame = (struct frame){.payload = {reader->coded, reader->length}};
    enum frame_event event = reader->length > 0 ? FRAME_BAD : FRAME_NOTHING;
    reader->in_frame = false;
    reader->length = 0;
    return event;
}

static enum frame_event take_end(struct frame_reader *reader, struct frame *frame) {
    if (reader->length == 0)
        return FRAME_NOTHING;
    bool good = read_body(reader, frame);
    if (good) {
        reader->in_frame = false;
        reader->length = 0;
        return FRAME_GOOD;
    }
    enum frame_event event = frame_give_up(reader, frame);
    reader->in_frame = true; /* this zero may begin a frame */
    return event;
}

enum frame_event frame_take(struct frame_reader *reader, uint8_t byte, struct frame *frame) {
    if (byte == 0 && reader->in_frame)
        return take_end(reader, frame);
    if (byte == 0) {
        reader->in_frame = true;
        reader->length = 0;
        return FRAME_NOTHING;
    }
    if (!reader->in_frame)
        return FRAME_TEXT;
    reader->coded[reader->length++] = byte;
    return reader->length == sizeof reader->coded ? frame_give_up(reader, frame) : FRAME_NOTHING;
}
