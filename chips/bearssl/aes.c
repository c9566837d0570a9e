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
#define SLICE_BYTES (2u * AES_BLOCK_BYTES)

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

static void ctr(const struct software_aes *self, uint8_t *vector, uint8_t *data, uint32_t length) {
    uint8_t block[AES_BLOCK_BYTES];
    memcpy(block, vector, sizeof block);
    do_block(self, block, false);
    add_to(data, block, length);
    count(vector);
}

static void cbc(const struct software_aes *self, uint8_t *vector, uint8_t *block, bool decrypts) {
    if (!decrypts) {
        add_to(block, vector, AES_BLOCK_BYTES);
        do_block(self, block, false);
        memcpy(vector, block, AES_BLOCK_BYTES);
        return;
    }
    uint8_t next[AES_BLOCK_BYTES];
    memcpy(next, block, sizeof next);
    do_block(self, block, true);
    add_to(block, vector, AES_BLOCK_BYTES);
    memcpy(vector, next, sizeof next);
}

/* `length` is that of a block, but for the last one of CTR. */
static void crypt_block(const struct software_aes *self, uint8_t *data, uint32_t length) {
    const struct aes_request *request = self->request;
    uint8_t *vector = &request->vector->bytes[request->vector->first];
    switch (request->mode) {
    case AES_CTR:
        ctr(self, vector, data, length);
        break;
    case AES_CBC:
        cbc(self, vector, data, request->decrypts);
        break;
    case AES_ECB:
        do_block(self, data, request->decrypts);
        break;
    }
}

/* ---- Requests ---- */

static enum errorcode crypt(struct software_aes *self, const struct aes_request *request) {
    if (self->request != NULL) {
        return ERR_BUSY;
    }
    bool in_blocks = request->data->length % AES_BLOCK_BYTES == 0 || request->mode == AES_CTR;
    if (request->key->length != AES_KEY_BYTES || request->vector->length != AES_BLOCK_BYTES ||
        !in_blocks) {
        return ERR_SIZE;
    }
    self->request = request;
    self->done = 0;
    self->keyed = false;
    deferred_call_set(&self->turn);
    return OK;
}

const struct aes_ops software_aes_ops = AES_OPS(struct software_aes, crypt);

static void make_schedule(struct software_aes *self) {
    const struct buffer *key = self->request->key;
    uint32_t compressed[COMPRESSED_WORDS];
    (void)br_aes_ct_keysched(compressed, &key->bytes[key->first], AES_KEY_BYTES);
    br_aes_ct_skey_expand(self->schedule, ROUNDS, compressed);
    self->keyed = true;
}

static void do_slice(struct software_aes *self) {
    struct buffer *data = self->request->data;
    uint32_t end = self->done + SLICE_BYTES;
    while (self->done < end && self->done < data->length) {
        uint32_t left = data->length - self->done;
        uint32_t length = left < AES_BLOCK_BYTES ? left : AES_BLOCK_BYTES;
        crypt_block(self, &data->bytes[data->first + self->done], length);
        self->done += length;
    }
}

void software_aes_turn(struct software_aes *self) {
    if (!self->keyed) {
        make_schedule(self);
    } else {
        do_slice(self);
    }
    if (self->done < self->request->data->length) {
        deferred_call_set(&self->turn);
        return;
    }
    memset(self->schedule, 0, sizeof self->schedule);
    self->request = NULL;
    aes_client_done(self->client, OK);
}
