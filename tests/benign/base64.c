/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Bytes as letters. */
#include "tests/benign/base64.h"

#define LINE 48u

static uint8_t letter(uint32_t six) {
    if (six < 26) {
        return (uint8_t)('A' + six);
    }
    if (six < 52) {
        return (uint8_t)('a' + (six - 26));
    }
    if (six < 62) {
        return (uint8_t)('0' + (six - 52));
    }
    return six == 62 ? '+' : '/';
}

static uint32_t three(struct slice_ro from, uint32_t at) {
    return (uint32_t)slice_get(from, at) << 16 | (uint32_t)slice_get(from, at + 1) << 8 |
           slice_get(from, at + 2);
}

void base64_put(struct slice_ro from, struct buffer *to) {
    for (uint32_t at = 0; at < LINE && at < from.length; at += 3) {
        uint32_t bits = three(from, at);
        uint32_t left = from.length - at;
        buffer_put(to, letter(bits >> 18 & 63));
        buffer_put(to, letter(bits >> 12 & 63));
        buffer_put(to, left > 1 ? letter(bits >> 6 & 63) : '=');
        buffer_put(to, left > 2 ? letter(bits & 63) : '=');
    }
}

static void hex_digit(struct buffer *to, uint32_t nibble) {
    static const uint8_t digits[16] = {'0', '1', '2', '3', '4', '5', '6', '7',
                                       '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    buffer_put(to, digits[nibble & 0xF]);
}

void hex_dump(struct slice_ro from, struct buffer *to) {
    for (uint32_t row = 0; row < 4; row++) {
        for (uint32_t column = 0; column < 16; column++) {
            uint32_t at = row * 16 + column;
            if (at >= from.length) {
                return;
            }
            uint8_t byte = slice_get(from, at);
            hex_digit(to, byte >> 4);
            hex_digit(to, byte);
            buffer_put(to, column == 7 ? '-' : ' ');
        }
        buffer_end_line(to);
    }
}
