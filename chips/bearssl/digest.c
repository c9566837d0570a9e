/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* SHA-2 out of BearSSL. A turn takes one slice of a piece; the main loop runs programs between turns.
 *
 * The library's own ways to begin are not called: they would set a table of functions that nobody here
 * needs, and all of it would be linked. */
#include "chips/bearssl/digest.h"

#include <bearssl_hash.h>

_Static_assert(sizeof(br_sha256_context) <= sizeof(((struct software_digest *)0)->context) &&
                   sizeof(br_sha512_context) <= sizeof(((struct software_digest *)0)->context),
               "the library keeps more of a digest");

static br_sha256_context *small(struct software_digest *self) {
    return (br_sha256_context *)self->context;
}

/* Of SHA-384, too. */
static br_sha512_context *big(struct software_digest *self) {
    return (br_sha512_context *)self->context;
}

/* A slice of this many bytes is four rounds of SHA-256, or two of SHA-512 (docs/signing.md says how
 * long they take). */
#define SLICE_BYTES 256u

/* First 32 bits, or 64, of the fractional parts of square roots of primes (FIPS 180-4, 5.3.3 to 5.3.5),
 * as bytes. */
const uint8_t digest_start_256[32] = {
    0x6a, 0x09, 0xe6, 0x67, 0xbb, 0x67, 0xae, 0x85, 0x3c, 0x6e, 0xf3, 0x72, 0xa5, 0x4f, 0xf5, 0x3a,
    0x51, 0x0e, 0x52, 0x7f, 0x9b, 0x05, 0x68, 0x8c, 0x1f, 0x83, 0xd9, 0xab, 0x5b, 0xe0, 0xcd, 0x19,
};
const uint8_t digest_start_384[64] = {
    0xcb, 0xbb, 0x9d, 0x5d, 0xc1, 0x05, 0x9e, 0xd8, 0x62, 0x9a, 0x29, 0x2a, 0x36, 0x7c, 0xd5, 0x07,
    0x91, 0x59, 0x01, 0x5a, 0x30, 0x70, 0xdd, 0x17, 0x15, 0x2f, 0xec, 0xd8, 0xf7, 0x0e, 0x59, 0x39,
    0x67, 0x33, 0x26, 0x67, 0xff, 0xc0, 0x0b, 0x31, 0x8e, 0xb4, 0x4a, 0x87, 0x68, 0x58, 0x15, 0x11,
    0xdb, 0x0c, 0x2e, 0x0d, 0x64, 0xf9, 0x8f, 0xa7, 0x47, 0xb5, 0x48, 0x1d, 0xbe, 0xfa, 0x4f, 0xa4,
};
const uint8_t digest_start_512[64] = {
    0x6a, 0x09, 0xe6, 0x67, 0xf3, 0xbc, 0xc9, 0x08, 0xbb, 0x67, 0xae, 0x85, 0x84, 0xca, 0xa7, 0x3b,
    0x3c, 0x6e, 0xf3, 0x72, 0xfe, 0x94, 0xf8, 0x2b, 0xa5, 0x4f, 0xf5, 0x3a, 0x5f, 0x1d, 0x36, 0xf1,
    0x51, 0x0e, 0x52, 0x7f, 0xad, 0xe6, 0x82, 0xd1, 0x9b, 0x05, 0x68, 0x8c, 0x2b, 0x3e, 0x6c, 0x1f,
    0x1f, 0x83, 0xd9, 0xab, 0xfb, 0x41, 0xbd, 0x6b, 0x5b, 0xe0, 0xcd, 0x19, 0x13, 0x7e, 0x21, 0x79,
};

/* ---- Downcalls ---- */

static bool is_busy(const struct software_digest *self) {
    return self->state == SOFTWARE_DIGEST_ADDS || self->state == SOFTWARE_DIGEST_FINISHES;
}

static enum errorcode start(struct software_digest *self, enum digest_algorithm algorithm) {
    self->algorithm = algorithm;
    self->state = SOFTWARE_DIGEST_HAS_BEGUN;
    return OK;
}

static enum errorcode begin_sha256(struct software_digest *self, enum digest_algorithm algorithm) {
    if (is_busy(self)) {
        return ERR_BUSY;
    }
    if (algorithm != DIGEST_SHA256) {
        return ERR_NOSUPPORT;
    }
    br_sha256_set_state(small(self), digest_start_256, 0);
    return start(self, algorithm);
}

static enum errorcode begin_sha2(struct software_digest *self, enum digest_algorithm algorithm) {
    if (is_busy(self)) {
        return ERR_BUSY;
    }
    if (algorithm == DIGEST_SHA256) {
        return begin_sha256(self, algorithm);
    }
    br_sha512_set_state(big(self), algorithm == DIGEST_SHA384 ? digest_start_384 : digest_start_512,
                        0);
    return start(self, algorithm);
}

/* May it be given a buffer now? */
static enum errorcode admit(const struct software_digest *self) {
    if (is_busy(self)) {
        return ERR_BUSY;
    }
    return self->state == SOFTWARE_DIGEST_HAS_BEGUN ? OK : ERR_INVAL;
}

static enum errorcode add(struct software_digest *self, const struct buffer *piece) {
    enum errorcode error = admit(self);
    if (error != OK) {
        return error;
    }
    self->state = SOFTWARE_DIGEST_ADDS;
    self->piece = piece;
    self->at = buffer_start(piece);
    self->left = piece->length;
    deferred_call_set(&self->turn);
    return OK;
}

static enum errorcode finish(struct software_digest *self, struct buffer *out) {
    enum errorcode error = admit(self);
    if (error == OK && out->capacity < digest_bytes(self->algorithm)) {
        error = ERR_SIZE;
    }
    if (error != OK) {
        return error;
    }
    self->state = SOFTWARE_DIGEST_FINISHES;
    self->out = out;
    deferred_call_set(&self->turn);
    return OK;
}

const struct digest_ops software_sha256_ops =
    DIGEST_OPS(struct software_digest, begin_sha256, add, finish);
const struct digest_ops software_sha2_ops =
    DIGEST_OPS(struct software_digest, begin_sha2, add, finish);

/* ---- Turns ---- */

/* The next slice of the piece. */
static uint32_t next_slice(struct software_digest *self, const uint8_t **at) {
    uint32_t length = self->left < SLICE_BYTES ? self->left : SLICE_BYTES;
    *at = self->at;
    self->at += length;
    self->left -= length;
    return length;
}

/* When a slice has been taken: the next one, or the client, who may go on at once. */
static void go_on(struct software_digest *self) {
    if (self->left > 0) {
        deferred_call_set(&self->turn);
        return;
    }
    self->state = SOFTWARE_DIGEST_HAS_BEGUN;
    digest_client_added(self->client, self->piece, OK);
}

static void hand_over(struct software_digest *self) {
    struct buffer *out = self->out;
    self->state = SOFTWARE_DIGEST_RESTS;
    buffer_window(out, 0, digest_bytes(self->algorithm));
    digest_client_finished(self->client, out, OK);
}

static void turn_small(struct software_digest *self) {
    if (self->state == SOFTWARE_DIGEST_FINISHES) {
        br_sha256_out(small(self), self->out->bytes);
        hand_over(self);
        return;
    }
    const uint8_t *at;
    uint32_t length = next_slice(self, &at);
    br_sha256_update(small(self), at, length);
    go_on(self);
}

static void turn_big(struct software_digest *self) {
    if (self->state == SOFTWARE_DIGEST_FINISHES) {
        uint8_t *out = self->out->bytes;
        if (self->algorithm == DIGEST_SHA384) {
            br_sha384_out(big(self), out);
        } else {
            br_sha512_out(big(self), out);
        }
        hand_over(self);
        return;
    }
    const uint8_t *at;
    uint32_t length = next_slice(self, &at);
    br_sha512_update(big(self), at, length);
    go_on(self);
}

void software_sha256_turn(struct software_digest *self) {
    turn_small(self);
}

void software_sha2_turn(struct software_digest *self) {
    if (self->algorithm == DIGEST_SHA256) {
        turn_small(self);
    } else {
        turn_big(self);
    }
}
