/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* An owned buffer: bytes of static storage that move with an operation and come back with its
 * completion. It has a window, what the operation is about, which can be narrowed and widened
 * again without losing the whole. Also the place where text for people is put together.
 *
 * Every access is checked against the capacity; what does not fit is left out, never written
 * elsewhere. Whoever hands a buffer over forgets its own reference until it comes back. */
#ifndef KERNEL_BUFFER_H
#define KERNEL_BUFFER_H

#include "kernel/dialect.h"

#include <stdbool.h>
#include <stdint.h>

struct STATIC_TYPE SEALED buffer {
    uint8_t *bytes;
    uint32_t capacity;
    uint32_t first; /* the window: [first, first + length) */
    uint32_t length;
};

/* Defines a static buffer of `size` bytes. */
#define BUFFER(name, size)             \
    static uint8_t name##_bytes[size]; \
    static struct buffer name = {.bytes = name##_bytes, .capacity = sizeof name##_bytes}
API_MACRO(BUFFER, "the capacity is the size of the very array");

/* Defines constant bytes, and a constant buffer whose window they are: CONSTANT_BUFFER(name, 1, 2, 3); */
#define CONSTANT_BUFFER(name, ...)                       \
    static const uint8_t name##_bytes[] = {__VA_ARGS__}; \
    static const struct buffer name = {                  \
        .bytes = (uint8_t *)name##_bytes,                \
        .capacity = sizeof name##_bytes,                 \
        .length = sizeof name##_bytes,                   \
    }
API_MACRO(CONSTANT_BUFFER, "functions that write want a buffer that is not constant");

/* For the kernel and boards: defines a buffer of `size` bytes that lasts as long as the enclosing block. */
#define BUFFER_LOCAL(name, size) \
    uint8_t name##_bytes[size];  \
    struct buffer name = {.bytes = name##_bytes, .capacity = (size)}

/* A reference to buffer `name`, defined with `size` bytes; fails to compile if a user needs more. */
#define BUFFER_AT_LEAST(name, size, minimum)                                \
    (&(name) + 0 * sizeof(struct {                                          \
                   _Static_assert((size) >= (minimum), "buffer too small"); \
                   char c;                                                  \
               }))

/* A piece of constant text, made out of a literal only, so that it always ends in a zero. */
struct SEALED text {
    const char *chars;
};
#define TEXT_INITIALISER(literal) \
    { "" literal }
#define TEXT(literal) ((struct text)TEXT_INITIALISER(literal))
API_MACRO(TEXT_INITIALISER, "nothing but a literal decays: it is constant and ends in a zero");
API_MACRO(TEXT, "nothing but a literal decays: it is constant and ends in a zero");

/* Does it have no characters? */
/*@ requires \valid_read(t.chars);
    assigns \nothing; */
static inline bool text_is_empty(struct text t) {
    return t.chars[0] == 0;
}

/* The character at `index`, or 0 beyond the end. */
uint8_t text_at(struct text t, uint32_t index);

/* For devices, when they accept a buffer: its window, as it is now. The bytes stay where they are; the window
 * need not, for the owner may be a capsule that does not keep to it that the buffer is the device's. So a device
 * notes place and length together, and does not look at the window again. */
/*@ requires \valid_read(b);
    assigns \nothing; */
KERNEL_ONLY static inline uint8_t *buffer_start(const struct buffer *b) {
    return &b->bytes[b->first];
}

/* Makes the window empty, at the start of the bytes. */
void buffer_clear(struct buffer *b);

/* The same, and zeroes all of the bytes: for what is a secret. */
void buffer_wipe(struct buffer *b);

/* Makes the window the bytes [first, first + length), as far as they exist. */
void buffer_window(struct buffer *b, uint32_t first, uint32_t length);

/* How many bytes the window has been advanced by since it was at the start: what a port that has
 * sent a whole buffer has sent. */
uint32_t buffer_sent(const struct buffer *b);

/* Drops `count` bytes from the front of the window, or all of them. */
void buffer_advance(struct buffer *b, uint32_t count);

/* The byte at `index` of the window, or 0 beyond its end. */
uint8_t buffer_get(const struct buffer *b, uint32_t index);

/* Do both windows have the same bytes? It takes as long wherever they differ: one may be a secret. */
bool buffer_is_equal(const struct buffer *a, const struct buffer *b);

/* Bytes that can still be appended. */
uint32_t buffer_space(const struct buffer *b);

/* Appends to the window. What does not fit is left out; returns how much was appended. */
uint32_t buffer_put(struct buffer *b, uint8_t byte);
uint32_t buffer_text(struct buffer *b, struct text text);
uint32_t buffer_append(struct buffer *b, const struct buffer *other);

/* Numbers: decimal; lower-case hexadecimal with 0x; upper-case hexadecimal of eight digits with
 * 0x, as addresses are printed (ABI 8). */
void buffer_decimal(struct buffer *b, uint32_t value);
void buffer_signed(struct buffer *b, int32_t value);
void buffer_hex(struct buffer *b, uint32_t value);
void buffer_address(struct buffer *b, uint32_t value);

/* Decimal, right-aligned in at least `width` columns. */
void buffer_decimal_right(struct buffer *b, uint32_t value, uint32_t width);

/* Appends the name of an app for a person to read: no more than BUFFER_NAME_MAX bytes of it, and '?'
 * for what a terminal would act upon (ASCII control characters, the second byte of U+0080 to
 * U+009F). */
#define BUFFER_NAME_MAX 32u
KERNEL_ONLY void buffer_name(struct buffer *b, const uint8_t *name, uint32_t length);

/* Ends a line: what does not leave room for CR LF is cut off. */
void buffer_end_line(struct buffer *b);

/* Appends blanks until `column` bytes lie after position `from` of the window. */
void buffer_pad_to(struct buffer *b, uint32_t from, uint32_t column);

#endif
