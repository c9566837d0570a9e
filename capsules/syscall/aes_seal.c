/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Formats and the hash. What is multiplied is a secret: no step depends on it. */
#include "capsules/syscall/aes_seal.h"

#define WORDS 4u
#define WORD_BITS 32u
/* x^128 + x^7 + x^2 + x + 1, from the lowest power on (SP 800-38D, 6.3) */
#define POLYNOMIAL 0xE1000000u
/* So many take a millisecond of the models' 31 MHz (tests/qemu/test_crypto.py). */
#define BLOCKS_AT_ONCE 4u
#define HAS_HEAD 0x40u

/* ---- Blocks with a nonce in them (SP 800-38C, A.2 and A.3; SP 800-38D, 7.1) ---- */

/* Byte `place` from the end of a number that ends a block. */
static uint8_t byte_of(uint32_t number, uint32_t place) {
    return (uint8_t)(place < sizeof number ? number >> (8 * place) : 0);
}

/* CCM: flags, nonce, number. */
static void put_block(const struct aes_seal *self, const struct aes_block *nonce, uint32_t flags,
                      uint32_t number, struct buffer *to) {
    uint32_t length_bytes = AES_BLOCK_BYTES - 1u - self->nonce_bytes;
    buffer_put(to, (uint8_t)(flags | (length_bytes - 1u)));
    for (uint32_t i = 0; i < AES_BLOCK_BYTES - 1u; i++) {
        buffer_put(to, i < self->nonce_bytes ? nonce->bytes[i]
                                             : byte_of(number, AES_BLOCK_BYTES - 2u - i));
    }
}

void aes_seal_count_from(const struct aes_seal *self, const struct aes_block *nonce, uint8_t start,
                         struct buffer *counter) {
    buffer_clear(counter);
    if (self->is_ccm) {
        put_block(self, nonce, 0, start, counter);
        return;
    }
    for (uint32_t i = 0; i < AES_BLOCK_BYTES; i++) {
        buffer_put(counter, i < AES_SEAL_GCM_NONCE ? nonce->bytes[i]
                                                   : byte_of(start + 1u, AES_BLOCK_BYTES - 1u - i));
    }
}

void aes_seal_put_prefix(const struct aes_seal *self, const struct aes_block *nonce,
                         struct buffer *to) {
    if (!self->is_ccm) {
        return;
    }
    uint32_t flags = (self->tag_bytes - 2u) / 2u << 3 | (self->head_bytes > 0 ? HAS_HEAD : 0);
    put_block(self, nonce, flags, self->text_bytes, to);
    if (self->head_bytes > 0) {
        buffer_put(to, byte_of(self->head_bytes, 1));
        buffer_put(to, byte_of(self->head_bytes, 0));
    }
}

void aes_seal_pad(struct buffer *to) {
    LOOP_WHILE (to->length % AES_BLOCK_BYTES != 0, AES_BLOCK_BYTES) {
        buffer_put(to, 0);
    }
}

/* ---- GHASH (SP 800-38D, 6.3 and 6.4): blocks are polynomials, from the lowest power on ---- */

static uint32_t word_at(const struct buffer *from, uint32_t at) {
    return (uint32_t)buffer_get(from, at) << 24 | (uint32_t)buffer_get(from, at + 1) << 16 |
           (uint32_t)buffer_get(from, at + 2) << 8 | buffer_get(from, at + 3);
}

/* What a product has so far, and the key times the next power. Words have names of their own: an index would be
 * compared with the length at each use, and this is done 128 times for a block. */
struct product {
    uint32_t z0, z1, z2, z3;
    uint32_t v0, v1, v2, v3;
};

static struct product multiply_word(struct product p, uint32_t word) {
    for (uint32_t i = 0; i < WORD_BITS; i++) {
        uint32_t taken = 0u - (word >> (WORD_BITS - 1u));
        uint32_t carry = 0u - (p.v3 & 1u);
        word <<= 1;
        p.z0 ^= p.v0 & taken;
        p.z1 ^= p.v1 & taken;
        p.z2 ^= p.v2 & taken;
        p.z3 ^= p.v3 & taken;
        p.v3 = p.v3 >> 1 | p.v2 << 31;
        p.v2 = p.v2 >> 1 | p.v1 << 31;
        p.v1 = p.v1 >> 1 | p.v0 << 31;
        p.v0 = p.v0 >> 1 ^ (POLYNOMIAL & carry);
    }
    return p;
}

/* The hash times the key. */
static void multiply(struct aes_seal *self) {
    struct product p = {
        .v0 = self->key[0],
        .v1 = self->key[1],
        .v2 = self->key[2],
        .v3 = self->key[3],
    };
    for (uint32_t i = 0; i < WORDS; i++) {
        p = multiply_word(p, self->hash[i]);
    }
    self->hash[0] = p.z0;
    self->hash[1] = p.z1;
    self->hash[2] = p.z2;
    self->hash[3] = p.z3;
}

void aes_seal_begin_hash(struct aes_seal *self, const struct buffer *key) {
    for (uint32_t i = 0; i < WORDS; i++) {
        self->key[i] = word_at(key, 4 * i);
        self->hash[i] = 0;
    }
}

void aes_seal_hash(struct aes_seal *self, struct buffer *blocks) {
    for (uint32_t block = 0; block < BLOCKS_AT_ONCE && blocks->length > 0; block++) {
        for (uint32_t i = 0; i < WORDS; i++) {
            self->hash[i] ^= word_at(blocks, 4 * i);
        }
        multiply(self);
        buffer_advance(blocks, AES_BLOCK_BYTES);
    }
}

/* Lengths are counted in bits, in 64 of them. */
void aes_seal_end_hash(struct aes_seal *self, struct buffer *to) {
    self->hash[0] ^= self->head_bytes >> 29;
    self->hash[1] ^= self->head_bytes << 3;
    self->hash[2] ^= self->text_bytes >> 29;
    self->hash[3] ^= self->text_bytes << 3;
    multiply(self);
    buffer_clear(to);
    for (uint32_t i = 0; i < WORDS; i++) {
        for (uint32_t place = sizeof(uint32_t); place > 0; place--) {
            buffer_put(to, byte_of(self->hash[i], place - 1));
        }
    }
}
