/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* SHA-2 in software, in pieces that take so little time that programs do not feel it. */
#ifndef CHIPS_BEARSSL_DIGEST_H
#define CHIPS_BEARSSL_DIGEST_H

#include "hil/digest.h"
#include "kernel/deferred_call.h"

#include <stdint.h>

/* What BearSSL keeps of a digest under way, whose types boards need not see. */
#define SOFTWARE_DIGEST_CONTEXT_WORDS 26

enum software_digest_state {
    SOFTWARE_DIGEST_RESTS,
    SOFTWARE_DIGEST_HAS_BEGUN,
    SOFTWARE_DIGEST_ADDS,
    SOFTWARE_DIGEST_FINISHES,
};

struct software_digest {
    const struct digest_client *client;
    enum software_digest_state state;
    enum digest_algorithm algorithm;
    const struct buffer *piece; /* while it adds */
    const uint8_t *at;          /* what is left of it, by what it was when it came (buffer_start) */
    uint32_t left;
    struct buffer *out; /* while it finishes */
    struct deferred_call turn;
    uint64_t context[SOFTWARE_DIGEST_CONTEXT_WORDS];
};

/* What digests start from. */
extern const uint8_t digest_start_256[32], digest_start_384[64], digest_start_512[64];

/* One of them for SHA-256 alone, and one for all: what is not named is not linked. */
extern const struct digest_ops software_sha256_ops, software_sha2_ops;
#define SOFTWARE_SHA256(object_) \
    { .ops = &software_sha256_ops, .self = SELF(struct software_digest, object_), }
#define SOFTWARE_SHA2(object_) \
    { .ops = &software_sha2_ops, .self = SELF(struct software_digest, object_), }

#define SOFTWARE_SHA256_OBJECT(object_, client_)                                      \
    {                                                                                 \
        .client = (client_),                                                          \
        .turn = DEFERRED_CALL(struct software_digest, software_sha256_turn, object_), \
    }
#define SOFTWARE_SHA2_OBJECT(object_, client_)                                      \
    {                                                                               \
        .client = (client_),                                                        \
        .turn = DEFERRED_CALL(struct software_digest, software_sha2_turn, object_), \
    }
void software_sha256_turn(struct software_digest *self);
void software_sha2_turn(struct software_digest *self);

#endif
