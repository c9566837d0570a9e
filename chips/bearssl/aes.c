/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* AES out of BearSSL's bitsliced one, which looks nothing up and takes the same time whatever key and data
 * are. It does two blocks at once; modes that chain use one of them. A turn makes the round keys, or does a
 * few blocks. */
#include "chips/bearssl/aes.h"

#include <string.h>

/* ---- What the library's src/inner.h has; that header cannot be read without the whole library ---- */

void br_aes_ct_ortho(uint32_t *q);
unsigned br_aes_ct_keysched(uint32_t *compressed, const void *key, size_t length);
void br_aes_ct_skey_expand(uint32_t *schedule, unsigned rounds, const uint32_t *compressed);
void br_aes_ct_bitslice_encrypt(unsigned rounds, const uint32_t *schedule, uint32_t *q);
void br_aes_ct_bitslice_decrypt(unsigned rounds, const uint32_t *schedule, uint32_t *q);

#define ROUNDS 10u
#define COMPRESSED_WORDS 60 /* it is made for keys of any length */

/* A slice of this many blocks takes a millisecond of the models' 31 MHz (tests/qemu/test_crypto.py). */
#define SLICE_BLOCKS 2u

/* ---- Blocks ---- */

static uint32_t word_at(const uint8_t *bytes) {
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

static void put_word(uint8_t *bytes, uint32_t word) {
    for (uint32_t i = 0; i < 4; i++) {
        bytes[i] = (uint8_t)(word >> (8 * i));
    }
}

/* One block, where it is. */
static void do_block(const struct software_aes *self, uint8_t *block, bool decrypts) {
    uint32_t q[8] = {0};
    for (uint32_t i = 0; i < 4; i++) {
        q[2 * i] = word_at(&block[4 * i]);
    }
    br_aes_ct_ortho(q);
    if (decrypts) {
        br_aes_ct_bitslice_decrypt(ROUNDS, self->schedule, q);
    } else {
        br_aes_ct_bitslice_encrypt(ROUNDS, self->schedule, q);
    }
    br_aes_ct_ortho(q);
    for (uint32_t i = 0; i < 4; i++) {
        put_word(&block[4 * i], q[2 * i]);
    }
}

static void add_to(uint8_t *to, const uint8_t *from, uint32_t length) {
    for (uint32_t i = 0; i < length; i++) {
        to[i] ^= from[i];
    }
}

/* ---- Modes (SP 800-38A 6) ---- */

/* One more, big-endian. */
static void count(uint8_t *vector) {
    uint32_t carry = 1;
    for (uint32_t i = AES_BLOCK_BYTES; i-- > 0;) {
        carry += vector[i];
        vector[i] = (uint8_t)carry;
        carry >>= 8;
    }
}

static void ctr(const struct software_aes *self, uint8_t *data, uint32_t length) {
    uint8_t block[AES_BLOCK_BYTES];
    memcpy(block, self->vector, sizeof block);
    do_block(self, block, false);
    add_to(data, block, length);
    count(self->vector);
}

static void cbc(const struct software_aes *self, uint8_t *block) {
    if (!self->decrypts) {
        add_to(block, self->vector, AES_BLOCK_BYTES);
        do_block(self, block, false);
        memcpy(self->vector, block, AES_BLOCK_BYTES);
        return;
    }
    uint8_t next[AES_BLOCK_BYTES];
    memcpy(next, block, sizeof next);
    do_block(self, block, true);
    add_to(block, self->vector, AES_BLOCK_BYTES);
    memcpy(self->vector, next, sizeof next);
}

/* `length` is that of a block, but for the last one of CTR. */
static void crypt_block(const struct software_aes *self, uint8_t *data, uint32_t length) {
    switch (self->mode) {
    case AES_CTR:
        ctr(self, data, length);
        break;
    case AES_CBC:
        cbc(self, data);
        break;
    case AES_ECB:
        do_block(self, data, self->decrypts);
        break;
    }
}

/* ---- Requests ---- */

static enum errorcode crypt(struct software_aes *self, const struct aes_request *request) {
    if (self->busy) {
        return ERR_BUSY;
    }
    bool in_blocks = request->data->length % AES_BLOCK_BYTES == 0 || request->mode == AES_CTR;
    if (request->key->length != AES_KEY_BYTES || request->vector->length != AES_BLOCK_BYTES ||
        !in_blocks) {
        return ERR_SIZE;
    }
    self->busy = true;
    self->keyed = false;
    self->mode = request->mode;
    self->decrypts = request->decrypts;
    self->key = buffer_start(request->key);
    self->vector = buffer_start(request->vector);
    self->data = buffer_start(request->data);
    self->left = request->data->length;
    deferred_call_set(&self->turn);
    return OK;
}

const struct aes_ops software_aes_ops = AES_OPS(struct software_aes, crypt);

static void make_schedule(struct software_aes *self) {
    uint32_t compressed[COMPRESSED_WORDS];
    (void)br_aes_ct_keysched(compressed, self->key, AES_KEY_BYTES);
    br_aes_ct_skey_expand(self->schedule, ROUNDS, compressed);
    self->keyed = true;
}

static void do_slice(struct software_aes *self) {
    for (uint32_t i = 0; i < SLICE_BLOCKS && self->left > 0; i++) {
        uint32_t length = self->left < AES_BLOCK_BYTES ? self->left : AES_BLOCK_BYTES;
        crypt_block(self, self->data, length);
        self->data += length;
        self->left -= length;
    }
}

void software_aes_turn(struct software_aes *self) {
    if (!self->keyed) {
        make_schedule(self);
    } else {
        do_slice(self);
    }
    if (self->left > 0) {
        deferred_call_set(&self->turn);
        return;
    }
    memset(self->schedule, 0, sizeof self->schedule);
    self->busy = false;
    aes_client_done(self->client, OK);
}
