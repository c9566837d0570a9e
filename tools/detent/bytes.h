/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Bytes that are looked at (span) and bytes that are put together (bytes). All multi-byte values
 * are little-endian. */
#ifndef DETENT_BYTES_H
#define DETENT_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct span {
    const uint8_t *at;
    size_t length;
};

/* Starts as {0}; grows as needed. */
struct bytes {
    uint8_t *at;
    size_t length;
    size_t room;
};

uint16_t get16(const uint8_t *at);
uint32_t get32(const uint8_t *at);
uint64_t get64(const uint8_t *at);
void put16(uint8_t *at, uint16_t value);
void put32(uint8_t *at, uint32_t value);

void bytes_append(struct bytes *b, const void *data, size_t length);
void bytes_append_span(struct bytes *b, struct span data);
void bytes_append_fill(struct bytes *b, uint8_t value, size_t length);
void bytes_append16(struct bytes *b, uint16_t value);
void bytes_append32(struct bytes *b, uint32_t value);
void bytes_append64(struct bytes *b, uint64_t value);
struct span bytes_span(const struct bytes *b);

/* The part of `s` from `offset`, at most `length` long; empty where there is nothing. */
struct span span_part(struct span s, size_t offset, size_t length);
bool span_is(struct span s, uint8_t value);
/* A C string of the span's bytes; they are copied as they are. */
char *span_string(struct span s);
bool span_is_utf8(struct span s);

/* `alignment` is a power of two. The results of 32-bit values fit in 64 bits. */
uint64_t round_up(uint64_t value, uint64_t alignment);
uint64_t round_down(uint64_t value, uint64_t alignment);
bool is_power_of_two(uint64_t value);
/* The least power of two >= value. pre: value <= 2^63 */
uint64_t power_of_two_above(uint64_t value);

#endif
