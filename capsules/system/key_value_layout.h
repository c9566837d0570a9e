/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* How a key-value store lies in flash: bits, and nothing else (docs/storage.md tells the story).
 *
 *     page     magic | number | check | complete | records ...
 *     record   sizes | owner | hash | check | valid | obsolete | key | value
 *
 * All are little-endian words; key and value are filled up to whole ones. A mark (complete, valid,
 * obsolete) is made by clearing the bits of its word, and is there as soon as one of them is clear: however
 * the power goes while it is written, afterwards it is there or not, and stays so. */
#ifndef CAPSULES_SYSTEM_KEY_VALUE_LAYOUT_H
#define CAPSULES_SYSTEM_KEY_VALUE_LAYOUT_H

#include "hil/key_value.h"
#include "kernel/capsule.h"

#define KEY_VALUE_WORD 4u
#define KEY_VALUE_ERASED UINT32_MAX

enum {
    PAGE_MAGIC,
    PAGE_NUMBER, /* the first is 1; page n lies at n modulo their count */
    PAGE_CHECK,
    PAGE_COMPLETE,
    PAGE_WORDS,
};
enum {
    RECORD_SIZES,
    RECORD_OWNER,
    RECORD_HASH, /* of space and key */
    RECORD_CHECK,
    RECORD_VALID,
    RECORD_OBSOLETE,
    RECORD_WORDS,
};
#define PAGE_HEAD_BYTES (PAGE_WORDS * KEY_VALUE_WORD)
#define RECORD_HEAD_BYTES (RECORD_WORDS * KEY_VALUE_WORD)
#define KEY_VALUE_MAGIC 0x31564B44u /* DKV1 */

/* ---- CRC-32 (ISO 3309), four bits at a time ---- */

#define KEY_VALUE_CRC_START UINT32_MAX

static inline uint32_t key_value_crc(uint32_t crc, uint8_t byte) {
    static const uint32_t table[] = {
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4,
        0x4DB26158, 0x5005713C, 0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
        0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
    };
    crc = table[(crc ^ byte) & 0xFu] ^ crc >> 4;
    return table[(crc ^ (uint32_t)byte >> 4) & 0xFu] ^ crc >> 4;
}

static inline uint32_t key_value_crc_word(uint32_t crc, uint32_t word) {
    for (uint32_t i = 0; i < KEY_VALUE_WORD; i++) {
        crc = key_value_crc(crc, (uint8_t)(word >> (8 * i)));
    }
    return crc;
}

static inline uint32_t key_value_hash(enum key_value_space space, const struct buffer *key) {
    uint32_t crc = key_value_crc(KEY_VALUE_CRC_START, (uint8_t)space);
    for (uint32_t i = 0; i < KEY_VALUE_KEY_MAX; i++) {
        crc = i < key->length ? key_value_crc(crc, buffer_get(key, i)) : crc;
    }
    return ~crc;
}

/* ---- Words in buffers ---- */

static inline uint32_t key_value_word(const struct buffer *b, uint32_t index) {
    uint32_t word = 0;
    for (uint32_t i = 0; i < KEY_VALUE_WORD; i++) {
        word |= (uint32_t)buffer_get(b, index * KEY_VALUE_WORD + i) << (8 * i);
    }
    return word;
}

static inline void key_value_put_word(struct buffer *b, uint32_t word) {
    for (uint32_t i = 0; i < KEY_VALUE_WORD; i++) {
        buffer_put(b, (uint8_t)(word >> (8 * i)));
    }
}

/* As many bytes, in whole words. */
static inline uint32_t key_value_padded(uint32_t bytes) {
    return (bytes + KEY_VALUE_WORD - 1) / KEY_VALUE_WORD * KEY_VALUE_WORD;
}

/* ---- Pages ---- */

static inline uint32_t key_value_page_check(uint32_t number) {
    uint32_t crc = key_value_crc_word(KEY_VALUE_CRC_START, KEY_VALUE_MAGIC);
    return ~key_value_crc_word(crc, number);
}

/* The number of the page with this head, or 0 if it is none, or was never completed. */
static inline uint32_t key_value_page_number(const struct buffer *head) {
    uint32_t number = key_value_word(head, PAGE_NUMBER);
    bool is_page = key_value_word(head, PAGE_MAGIC) == KEY_VALUE_MAGIC &&
                   key_value_word(head, PAGE_CHECK) == key_value_page_check(number) &&
                   key_value_word(head, PAGE_COMPLETE) != KEY_VALUE_ERASED;
    return is_page ? number : 0;
}

/* The head of a page that is not complete, without the mark. */
static inline void key_value_put_page(struct buffer *b, uint32_t number) {
    key_value_put_word(b, KEY_VALUE_MAGIC);
    key_value_put_word(b, number);
    key_value_put_word(b, key_value_page_check(number));
}

/* ---- Records ---- */

enum key_value_state {
    RECORD_FREE, /* nothing is here, nor behind it */
    RECORD_TORN, /* a head that was not written whole, and nothing else */
    RECORD_DEAD, /* not valid, or obsolete */
    RECORD_LIVE,
};

struct key_value_record {
    uint32_t key_length;
    uint32_t value_length;
    uint32_t space;
    uint32_t owner;
    uint32_t hash;
};

static inline uint32_t key_value_record_sizes(const struct key_value_record *r) {
    return r->key_length | r->space << 8 | r->value_length << 16;
}

static inline uint32_t key_value_record_check(const struct key_value_record *r) {
    uint32_t crc = key_value_crc_word(KEY_VALUE_CRC_START, key_value_record_sizes(r));
    return ~key_value_crc_word(key_value_crc_word(crc, r->owner), r->hash);
}

/* Of all of it. */
static inline uint32_t key_value_record_bytes(const struct key_value_record *r) {
    return RECORD_HEAD_BYTES + key_value_padded(r->key_length) + key_value_padded(r->value_length);
}

/* What lies in a page where `head` was read, with `room` bytes to the end of the page. */
static inline enum key_value_state key_value_record_read(const struct buffer *head, uint32_t room,
                                                         struct key_value_record *r) {
    uint32_t sizes = key_value_word(head, RECORD_SIZES);
    *r = (struct key_value_record){
        .key_length = sizes & 0xFFu,
        .space = sizes >> 8 & 0xFFu,
        .value_length = sizes >> 16,
        .owner = key_value_word(head, RECORD_OWNER),
        .hash = key_value_word(head, RECORD_HASH),
    };
    uint32_t check = key_value_word(head, RECORD_CHECK);
    if ((sizes & r->owner & r->hash & check) == KEY_VALUE_ERASED) {
        return RECORD_FREE;
    }
    if (check != key_value_record_check(r) || r->key_length == 0 ||
        r->key_length > KEY_VALUE_KEY_MAX || key_value_record_bytes(r) > room) {
        return RECORD_TORN;
    }
    bool is_live = key_value_word(head, RECORD_VALID) != KEY_VALUE_ERASED &&
                   key_value_word(head, RECORD_OBSOLETE) == KEY_VALUE_ERASED;
    return is_live ? RECORD_LIVE : RECORD_DEAD;
}

/* The head of a record, without marks. */
static inline void key_value_put_record(struct buffer *b, const struct key_value_record *r) {
    key_value_put_word(b, key_value_record_sizes(r));
    key_value_put_word(b, r->owner);
    key_value_put_word(b, r->hash);
    key_value_put_word(b, key_value_record_check(r));
}

#endif
