/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* signature^65537 modulo the key, in pieces (RFC 8017, 5.2.2 and 8.2.2), over the library's long numbers.
 * One of its multiplications alone would take several milliseconds, so they are cut, too: a product is
 * made word by word (P. Montgomery, "Modular multiplication without trial division", 1985). */
#include "chips/bearssl/rsa.h"

#include "chips/bearssl/i31.h"

#include <stddef.h>

#define WORD_MASK 0x7FFFFFFFu
#define WORDS_PER_TURN 4u /* of 133: docs/signing.md says how long it takes */
#define DIGEST_BYTES 64u  /* SHA-512 */
#define SQUARINGS 16u     /* 65537 is 2^16 + 1 */

/* ---- The request ---- */

static enum errorcode verify(struct software_rsa *self, const struct signature_request *request) {
    if (self->busy) {
        return ERR_BUSY;
    }
    uint32_t bytes = request->key->length;
    if ((bytes != 384 && bytes != 512) || request->signature->length != bytes ||
        request->digest->length != DIGEST_BYTES) {
        return ERR_SIZE;
    }
    self->busy = true;
    self->key = buffer_start(request->key);
    self->signature = buffer_start(request->signature);
    self->digest = buffer_start(request->digest);
    self->bytes = bytes;
    self->stage = SOFTWARE_RSA_BEGINS;
    deferred_call_set(&self->turn);
    return OK;
}

const struct signature_ops software_rsa_ops = SIGNATURE_OPS(struct software_rsa, verify);

static void answer(struct software_rsa *self, bool right) {
    self->busy = false;
    signature_client_verified(self->client, right ? OK : ERR_FAIL);
}

/* ---- Arithmetic ---- */

static void copy(const struct software_rsa *self, uint32_t *to, const uint32_t *from) {
    for (uint32_t i = 0; i <= self->words; i++) {
        to[i] = from[i];
    }
}

/* Returns whether it can be a key, and the signature one of its signatures: an odd modulus of full length,
 * and a number below it. */
static bool begin(struct software_rsa *self) {
    br_i31_decode(self->modulus, self->key, self->bytes);
    self->words = i31_words(self->modulus);
    bool full = (self->key[0] & 0x80) != 0 && (self->modulus[1] & 1) != 0;
    if (!full || br_i31_decode_mod(self->base, self->signature, self->bytes, self->modulus) == 0) {
        return false;
    }
    self->inverse = br_i31_ninv31(self->modulus[1]);
    copy(self, self->power, self->base);
    self->index = 0;
    self->squared = 0;
    self->stage = SOFTWARE_RSA_CONVERTS;
    return true;
}

static void begin_product(struct software_rsa *self) {
    i31_zero(self->product, self->modulus);
    self->top = 0;
    self->index = 0;
    self->stage = SOFTWARE_RSA_MULTIPLIES;
}

/* power times 2^31, modulo the modulus, once for each of its words. */
static void convert(struct software_rsa *self) {
    for (uint32_t i = 0; i < WORDS_PER_TURN / 2 && self->index < self->words; i++) {
        br_i31_muladd_small(self->power, 0, self->modulus);
        self->index++;
    }
    if (self->index == self->words) {
        begin_product(self);
    }
}

/* product = (product + x y + f modulus) / 2^31, with the f for which nothing is lost. */
static void add_word(struct software_rsa *self, uint32_t x, const uint32_t *y) {
    uint32_t f = (self->product[1] + x * y[1]) * self->inverse & WORD_MASK;
    uint64_t sum = ((uint64_t)x * y[1] + (uint64_t)f * self->modulus[1] + self->product[1]) >> 31;
    for (uint32_t i = 2; i <= self->words; i++) {
        sum += (uint64_t)x * y[i] + (uint64_t)f * self->modulus[i] + self->product[i];
        self->product[i - 1] = (uint32_t)sum & WORD_MASK;
        sum >>= 31;
    }
    sum += self->top;
    self->product[self->words] = (uint32_t)sum & WORD_MASK;
    self->top = (uint32_t)(sum >> 31);
}

/* The product is below twice the modulus. */
static void end_product(struct software_rsa *self) {
    uint32_t above = self->top | (1 ^ br_i31_sub(self->product, self->modulus, 0));
    br_i31_sub(self->product, self->modulus, above);
    copy(self, self->power, self->product);
}

/* ---- What a signature must say (RFC 8017, 9.2) ---- */

/* DigestInfo of SHA-512, without the digest: note 1 there. */
static const uint8_t sha512_info[] = {0x30, 0x51, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                      0x65, 0x03, 0x04, 0x02, 0x03, 0x05, 0x00, 0x04, 0x40};

/* The byte at `index` of the message: 00 01 ff ... ff 00 info digest. */
static uint8_t expected(const struct software_rsa *self, uint32_t index) {
    uint32_t digest_at = self->bytes - DIGEST_BYTES;
    uint32_t info_at = digest_at - (uint32_t)sizeof sha512_info;
    if (index >= digest_at) {
        return self->digest[index - digest_at];
    }
    if (index >= info_at) {
        return sha512_info[index - info_at];
    }
    return index == 0 || index == info_at - 1 ? 0x00 : index == 1 ? 0x01 : 0xff;
}

static bool is_right(struct software_rsa *self) {
    uint8_t *message = (uint8_t *)self->product; /* what it held is in power */
    br_i31_encode(message, self->bytes, self->power);
    uint32_t different = 0;
    for (uint32_t i = 0; i < self->bytes; i++) {
        different |= message[i] ^ (uint32_t)expected(self, i);
    }
    return different == 0;
}

/* ---- Turns ---- */

/* The power squared, sixteen times, and then times the signature itself, which takes it out of the form
 * that `convert` gave it. Returns whether that was the last of it. */
static bool multiply(struct software_rsa *self) {
    const uint32_t *other = self->squared < SQUARINGS ? self->power : self->base;
    for (uint32_t i = 0; i < WORDS_PER_TURN && self->index < self->words; i++) {
        self->index++;
        add_word(self, self->power[self->index], other);
    }
    if (self->index < self->words) {
        return false;
    }
    end_product(self);
    self->squared++;
    begin_product(self);
    return self->squared > SQUARINGS;
}

void software_rsa_turn(struct software_rsa *self) {
    switch (self->stage) {
    case SOFTWARE_RSA_BEGINS:
        if (!begin(self)) {
            answer(self, false);
            return;
        }
        break;
    case SOFTWARE_RSA_CONVERTS:
        convert(self);
        break;
    case SOFTWARE_RSA_MULTIPLIES:
        if (multiply(self)) {
            answer(self, is_right(self));
            return;
        }
        break;
    }
    deferred_call_set(&self->turn);
}
