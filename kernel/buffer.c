/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Owned buffers and the text in them. See the header. */
#include "kernel/buffer.h"

#define DECIMAL_DIGITS 10u /* of 2^32 - 1 */
#define HEX_DIGITS 8u

uint8_t text_at(struct text t, uint32_t index) {
    const char *at = t.chars;
    while (index > 0 && *at != 0) {
        at++;
        index--;
    }
    return (uint8_t)*at;
}

void buffer_clear(struct buffer *b) {
    b->first = 0;
    b->length = 0;
}

void buffer_wipe(struct buffer *b) {
    buffer_clear(b);
    while (buffer_put(b, 0) == 1) {
    }
    buffer_clear(b);
}

void buffer_window(struct buffer *b, uint32_t first, uint32_t length) {
    uint32_t start = first < b->capacity ? first : b->capacity;
    uint32_t rest = b->capacity - start;
    b->first = start;
    b->length = (length < rest ? length : rest);
}

void buffer_advance(struct buffer *b, uint32_t count) {
    uint32_t step = count < b->length ? count : b->length;
    b->first = (b->first + step);
    b->length = (b->length - step);
}

uint32_t buffer_sent(const struct buffer *b) {
    return b->first;
}

uint8_t buffer_get(const struct buffer *b, uint32_t index) {
    return index < b->length ? b->bytes[b->first + index] : 0;
}

bool buffer_is_equal(const struct buffer *a, const struct buffer *b) {
    uint32_t differs = a->length ^ b->length;
    for (uint32_t i = 0; i < a->length; i++) {
        differs |= (uint32_t)buffer_get(a, i) ^ buffer_get(b, i);
    }
    return differs == 0;
}

uint32_t buffer_space(const struct buffer *b) {
    return b->capacity - b->first - b->length;
}

uint32_t buffer_put(struct buffer *b, uint8_t byte) {
    if (buffer_space(b) == 0) {
        return 0;
    }
    b->bytes[b->first + b->length] = byte;
    b->length++;
    return 1;
}

uint32_t buffer_text(struct buffer *b, struct text text) {
    const char *at = text.chars;
    while (*at != 0 && buffer_put(b, (uint8_t)*at) == 1) {
        at++;
    }
    return (uint32_t)(at - text.chars);
}

uint32_t buffer_append(struct buffer *b, const struct buffer *other) {
    uint32_t done = 0;
    while (done < other->length && buffer_put(b, buffer_get(other, done)) == 1) {
        done++;
    }
    return done;
}

void buffer_decimal_right(struct buffer *b, uint32_t value, uint32_t width) {
    uint8_t digits[DECIMAL_DIGITS];
    uint32_t count = 0;
    do {
        digits[count++] = (uint8_t)('0' + value % 10);
        value /= 10;
    } while (value != 0 && count < DECIMAL_DIGITS);
    for (uint32_t i = count; i < width; i++) {
        buffer_put(b, ' ');
    }
    while (count > 0) {
        buffer_put(b, digits[--count]);
    }
}

void buffer_decimal(struct buffer *b, uint32_t value) {
    buffer_decimal_right(b, value, 0);
}

void buffer_signed(struct buffer *b, int32_t value) {
    if (value < 0) {
        buffer_put(b, '-');
        buffer_decimal(b, 0u - (uint32_t)value);
    } else {
        buffer_decimal(b, (uint32_t)value);
    }
}

static void hex_digits(struct buffer *b, uint32_t value, uint32_t count, uint8_t ten) {
    buffer_text(b, TEXT("0x"));
    while (count > 0) {
        count--;
        uint8_t digit = (uint8_t)((value >> (4 * count)) & 0xFu);
        buffer_put(b, (uint8_t)(digit < 10 ? '0' + digit : ten + digit - 10));
    }
}

void buffer_hex(struct buffer *b, uint32_t value) {
    uint32_t count = 1;
    while (count < HEX_DIGITS && (value >> (4 * count)) != 0) {
        count++;
    }
    hex_digits(b, value, count, 'a');
}

void buffer_address(struct buffer *b, uint32_t value) {
    hex_digits(b, value, HEX_DIGITS, 'A');
}

void buffer_name(struct buffer *b, const uint8_t *name, uint32_t length) {
    if (length > BUFFER_NAME_MAX) {
        length = BUFFER_NAME_MAX;
        while (length > 0 && (name[length] & 0xC0u) == 0x80u) { /* whole UTF-8 sequences */
            length--;
        }
    }
    uint32_t before = 0;
    for (uint32_t i = 0; i < length; i++) {
        uint32_t byte = name[i];
        bool is_control = byte < ' ' || byte == 0x7F || (before == 0xC2 && byte < 0xA0);
        buffer_put(b, (uint8_t)(is_control ? '?' : byte));
        before = byte;
    }
}

void buffer_end_line(struct buffer *b) {
    while (b->length > 0 && buffer_space(b) < 2) {
        b->length--;
    }
    buffer_text(b, TEXT("\r\n"));
}

void buffer_pad_to(struct buffer *b, uint32_t from, uint32_t column) {
    while (b->length < from + column && buffer_put(b, ' ') == 1) {
    }
}
