/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* HMAC (RFC 2104) over the digests of BearSSL, which take the same time whatever they are of. A turn takes
 * one slice of a piece, or one digest of a block or two.
 *
 * As in digest.c, the library's own ways to begin are not called. */
#include "chips/bearssl/hmac.h"

#include "chips/bearssl/digest.h"

#include <bearssl_hash.h>
#include <string.h>

#define SLICE_BYTES 256u
#define BLOCK_BYTES_MAX 128u
#define INNER 0x36u
#define OUTER 0x5Cu

enum progress {
    PROGRESS_NONE,
    PROGRESS_BEGUN, /* the inner digest has not taken the key */
    PROGRESS_KEYED,
};

/* What is in a session. */
struct code {
    union {
        br_sha1_context sha1;
        br_sha256_context small;
        br_sha512_context big;
    } digest;
    uint8_t key[BLOCK_BYTES_MAX]; /* a block, zeros behind it */
    uint8_t algorithm;
    uint8_t progress;
};
_Static_assert(sizeof(struct code) <= sizeof(struct hmac_state), "a session is larger");

static struct code *code_of(struct hmac_session *session) {
    return (struct code *)session->state.words;
}

/* First bits of the fractional parts of square roots of primes, and for SHA-1 what FIPS 180-4, 5.3.1 says,
 * as bytes (5.3.3 to 5.3.5). */
static const uint8_t start_1[20] = {
    0x67, 0x45, 0x23, 0x01, 0xef, 0xcd, 0xab, 0x89, 0x98, 0xba,
    0xdc, 0xfe, 0x10, 0x32, 0x54, 0x76, 0xc3, 0xd2, 0xe1, 0xf0,
};

/* ---- Digests of whichever algorithm ---- */

static uint32_t block_bytes(const struct code *c) {
    return c->algorithm == HMAC_SHA384 || c->algorithm == HMAC_SHA512 ? 128 : 64;
}

static void digest_start(struct code *c) {
    switch (c->algorithm) {
    case HMAC_SHA1:
        br_sha1_set_state(&c->digest.sha1, start_1, 0);
        break;
    case HMAC_SHA256:
        br_sha256_set_state(&c->digest.small, digest_start_256, 0);
        break;
    default:
        br_sha512_set_state(&c->digest.big,
                            c->algorithm == HMAC_SHA384 ? digest_start_384 : digest_start_512, 0);
        break;
    }
}

static void digest_take(struct code *c, const uint8_t *bytes, uint32_t length) {
    switch (c->algorithm) {
    case HMAC_SHA1:
        br_sha1_update(&c->digest.sha1, bytes, length);
        break;
    case HMAC_SHA256:
        br_sha256_update(&c->digest.small, bytes, length);
        break;
    default:
        br_sha512_update(&c->digest.big, bytes, length);
        break;
    }
}

static void digest_end(struct code *c, uint8_t *out) {
    switch (c->algorithm) {
    case HMAC_SHA1:
        br_sha1_out(&c->digest.sha1, out);
        break;
    case HMAC_SHA256:
        br_sha256_out(&c->digest.small, out);
        break;
    case HMAC_SHA384:
        br_sha384_out(&c->digest.big, out);
        break;
    default:
        br_sha512_out(&c->digest.big, out);
        break;
    }
}

/* Begins a digest with the key, each byte of its block changed by `pad`. */
static void digest_start_keyed(struct code *c, uint8_t pad) {
    uint8_t block[BLOCK_BYTES_MAX];
    uint32_t length = block_bytes(c);
    for (uint32_t i = 0; i < length; i++) {
        block[i] = c->key[i] ^ pad;
    }
    digest_start(c);
    digest_take(c, block, length);
}

/* A key longer than a block stands for its digest. It is known only now how long a block is. */
static void take_key(struct code *c, uint32_t length) {
    if (length > block_bytes(c)) {
        uint8_t digest[HMAC_BYTES_MAX];
        digest_start(c);
        digest_take(c, c->key, length);
        digest_end(c, digest);
        memset(c->key, 0, sizeof c->key);
        memcpy(c->key, digest, hmac_bytes((enum hmac_algorithm)c->algorithm));
    }
}

/* ---- Downcalls ---- */

static enum errorcode begin(struct software_hmac *self, struct hmac_session *session,
                            const struct buffer *key) {
    if (self->state != SOFTWARE_HMAC_RESTS) {
        return ERR_BUSY;
    }
    if (session->algorithm > HMAC_SHA1) {
        return ERR_NOSUPPORT;
    }
    if (key->length > HMAC_KEY_MAX) {
        return ERR_SIZE;
    }
    struct code *c = code_of(session);
    memset(c, 0, sizeof *c);
    c->algorithm = (uint8_t)session->algorithm;
    c->progress = PROGRESS_BEGUN;
    memcpy(c->key, buffer_start(key), key->length);
    take_key(c, key->length);
    return OK;
}

/* May it be given a buffer now? */
static enum errorcode admit(const struct software_hmac *self, struct hmac_session *session) {
    if (self->state != SOFTWARE_HMAC_RESTS) {
        return ERR_BUSY;
    }
    const struct code *c = code_of(session);
    bool is_open = c->progress == PROGRESS_BEGUN || c->progress == PROGRESS_KEYED;
    return is_open && c->algorithm <= HMAC_SHA1 ? OK : ERR_INVAL;
}

static void take(struct software_hmac *self, struct hmac_session *session) {
    self->session = session;
    self->algorithm = code_of(session)->algorithm;
}

static enum errorcode add(struct software_hmac *self, struct hmac_session *session,
                          const struct buffer *piece) {
    enum errorcode error = admit(self, session);
    if (error != OK) {
        return error;
    }
    self->state = SOFTWARE_HMAC_ADDS;
    take(self, session);
    self->piece = piece;
    self->at = buffer_start(piece);
    self->left = piece->length;
    deferred_call_set(&self->turn);
    return OK;
}

static enum errorcode finish(struct software_hmac *self, struct hmac_session *session,
                             struct buffer *out) {
    enum errorcode error = admit(self, session);
    if (error == OK &&
        out->capacity < hmac_bytes((enum hmac_algorithm)code_of(session)->algorithm)) {
        error = ERR_SIZE;
    }
    if (error != OK) {
        return error;
    }
    self->state = SOFTWARE_HMAC_FINISHES;
    take(self, session);
    self->out = out;
    deferred_call_set(&self->turn);
    return OK;
}

const struct hmac_ops software_hmac_ops = HMAC_OPS(struct software_hmac, begin, add, finish);

/* ---- Turns ---- */

/* The next slice of the piece. */
static void take_slice(struct software_hmac *self, struct code *c) {
    uint32_t length = self->left < SLICE_BYTES ? self->left : SLICE_BYTES;
    digest_take(c, self->at, length);
    self->at += length;
    self->left -= length;
    if (self->left > 0) {
        deferred_call_set(&self->turn);
        return;
    }
    self->state = SOFTWARE_HMAC_RESTS;
    hmac_client_added(self->client, self->piece, OK);
}

static void wrap(struct software_hmac *self, struct code *c) {
    struct buffer *out = self->out;
    uint32_t length = hmac_bytes((enum hmac_algorithm)c->algorithm);
    digest_start_keyed(c, OUTER);
    digest_take(c, out->bytes, length);
    digest_end(c, out->bytes);
    memset(c, 0, sizeof *c);
    self->state = SOFTWARE_HMAC_RESTS;
    buffer_window(out, 0, length);
    hmac_client_finished(self->client, out, OK);
}

void software_hmac_turn(struct software_hmac *self) {
    struct code *c = code_of(self->session);
    c->algorithm = self->algorithm;
    if (c->progress == PROGRESS_BEGUN) {
        digest_start_keyed(c, INNER);
        c->progress = PROGRESS_KEYED;
        deferred_call_set(&self->turn);
    } else if (self->state == SOFTWARE_HMAC_ADDS) {
        take_slice(self, c);
    } else if (self->state == SOFTWARE_HMAC_FINISHES) {
        digest_end(c, self->out->bytes);
        self->state = SOFTWARE_HMAC_WRAPS;
        deferred_call_set(&self->turn);
    } else {
        wrap(self, c);
    }
}
