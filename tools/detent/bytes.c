/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Little-endian access, growing buffers, rounding. */
#include "bytes.h"

#include "memory.h"

#include <string.h>

uint16_t get16(const uint8_t *at) {
    return (uint16_t)(at[0] | at[1] << 8);
}

uint32_t get32(const uint8_t *at) {
    return (uint32_t)get16(at) | (uint32_t)get16(at + 2) << 16;
}

uint64_t get64(const uint8_t *at) {
    return (uint64_t)get32(at) | (uint64_t)get32(at + 4) << 32;
}

void put16(uint8_t *at, uint16_t value) {
    at[0] = (uint8_t)value;
    at[1] = (uint8_t)(value >> 8);
}

void put32(uint8_t *at, uint32_t value) {
    put16(at, (uint16_t)value);
    put16(at + 2, (uint16_t)(value >> 16));
}

static uint8_t *make_room(struct bytes *b, size_t length) {
    if (b->room - b->length < length) {
        b->room = (b->length + length) * 2;
        b->at = memory_grow(b->at, b->room);
    }
    uint8_t *end = b->at + b->length;
    b->length += length;
    return end;
}

void bytes_append(struct bytes *b, const void *data, size_t length) {
    if (length > 0)
        memcpy(make_room(b, length), data, length);
}

void bytes_append_span(struct bytes *b, struct span data) {
    bytes_append(b, data.at, data.length);
}

void bytes_append_fill(struct bytes *b, uint8_t value, size_t length) {
    if (length > 0)
        memset(make_room(b, length), value, length);
}

void bytes_append16(struct bytes *b, uint16_t value) {
    put16(make_room(b, 2), value);
}

void bytes_append32(struct bytes *b, uint32_t value) {
    put32(make_room(b, 4), value);
}

void bytes_append64(struct bytes *b, uint64_t value) {
    bytes_append32(b, (uint32_t)value);
    bytes_append32(b, (uint32_t)(value >> 32));
}

struct span bytes_span(const struct bytes *b) {
    return (struct span){b->at, b->length};
}

struct span span_part(struct span s, size_t offset, size_t length) {
    if (offset >= s.length)
        return (struct span){0};
    size_t rest = s.length - offset;
    return (struct span){s.at + offset, length < rest ? length : rest};
}

bool span_is(struct span s, uint8_t value) {
    for (size_t i = 0; i < s.length; i++)
        if (s.at[i] != value)
            return false;
    return true;
}

char *span_string(struct span s) {
    char *text = memory_new(s.length + 1);
    if (s.length > 0)
        memcpy(text, s.at, s.length);
    return text;
}

/* Length of the UTF-8 sequence at the start of `s`, 0 if it is not one (RFC 3629, section 4). */
static size_t utf8_sequence(struct span s) {
    uint8_t first = s.at[0];
    if (first < 0x80)
        return 1;
    size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || s.length < length)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((s.at[i] & 0xC0) != 0x80)
            return 0;
    uint8_t second = s.at[1];
    bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    bool surrogate = first == 0xED && second > 0x9F;
    bool beyond = first == 0xF4 && second > 0x8F;
    return overlong || surrogate || beyond ? 0 : length;
}

bool span_is_utf8(struct span s) {
    while (s.length > 0) {
        size_t length = utf8_sequence(s);
        if (length == 0)
            return false;
        s.at += length;
        s.length -= length;
    }
    return true;
}

uint64_t round_down(uint64_t value, uint64_t alignment) {
    return value & ~(alignment - 1);
}

uint64_t round_up(uint64_t value, uint64_t alignment) {
    return round_down(value + alignment - 1, alignment);
}

bool is_power_of_two(uint64_t value) {
    return value != 0 && (value & (value - 1)) == 0;
}

uint64_t power_of_two_above(uint64_t value) {
    uint64_t power = 1;
    while (power < value)
        power *= 2;
    return power;
}
