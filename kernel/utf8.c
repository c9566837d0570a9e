/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Well-formed UTF-8. See the header. */
#include "kernel/utf8.h"

/* Bytes that follow the first one of a UTF-8 sequence, or 4 if it cannot be a first one. */
/*@ assigns \nothing;
    ensures \result <= 4; */
static uint32_t utf8_followers(uint8_t first) {
    if (first < 0x80) {
        return 0;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        return 1;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        return 2;
    }
    return first >= 0xF0 && first <= 0xF4 ? 3 : 4;
}

/* The second byte of a sequence excludes overlong forms, surrogates and what is beyond
 * U+10FFFF (RFC 3629, section 4). */
/*@ assigns \nothing; */
static bool utf8_second_valid(uint8_t first, uint8_t second) {
    uint8_t low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    uint8_t high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    return second >= low && second <= high;
}

bool utf8_is_valid(const uint8_t *bytes, uint32_t length) {
    uint32_t i = 0;
    /*@ loop invariant i <= length;
        loop assigns i;
        loop variant length - i; */
    while (i < length) {
        uint8_t first = bytes[i];
        uint32_t followers = utf8_followers(first);
        if (followers == 4 || followers > length - i - 1) {
            return false;
        }
        /*@ loop invariant 1 <= k <= followers + 1;
            loop assigns k;
            loop variant followers + 1 - k; */
        for (uint32_t k = 1; k <= followers; k++) {
            uint8_t byte = bytes[i + k];
            if (k == 1 ? !utf8_second_valid(first, byte) : (byte & 0xC0) != 0x80) {
                return false;
            }
        }
        i += 1 + followers;
    }
    return true;
}

bool utf8_is_in(const struct buffer *b) {
    return utf8_is_valid(&b->bytes[b->first], b->length);
}
