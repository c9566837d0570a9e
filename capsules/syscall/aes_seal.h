/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What CCM (SP 800-38C) and GCM (SP 800-38D) do besides AES: how counters begin, what goes into the tag before
 * the text, and the hash of GCM. Who has the device of hil/aes.h does the rest with it (aes.c). */
#ifndef CAPSULES_SYSCALL_AES_SEAL_H
#define CAPSULES_SYSCALL_AES_SEAL_H

#include "hil/aes.h"
#include "kernel/capsule.h"

/* A key is as long as a block. */
struct aes_block {
    uint8_t bytes[AES_BLOCK_BYTES];
};
_Static_assert(AES_KEY_BYTES == AES_BLOCK_BYTES, "keys are kept in blocks");

#define AES_SEAL_TAG_MIN 4u /* and an even number of bytes */
#define AES_SEAL_TAG_MAX AES_BLOCK_BYTES
#define AES_SEAL_CCM_NONCE_MIN 7u
#define AES_SEAL_CCM_NONCE_MAX 13u
#define AES_SEAL_GCM_NONCE 12u
/* The length of what is authenticated only has two bytes, below those that announce more of them. */
#define AES_SEAL_HEAD_MAX 0xFEFFu

/* One text that is under way. */
struct aes_seal {
    bool is_ccm;
    uint8_t nonce_bytes;
    uint8_t tag_bytes;
    uint32_t head_bytes; /* authenticated, not encrypted */
    uint32_t text_bytes;
    uint32_t key[4];  /* of GCM's hash, which is how a block of zeros is encrypted */
    uint32_t hash[4]; /* of GCM, so far */
};

/* The counter with which the tag is encrypted (0), or the first block of the text (1). */
void aes_seal_count_from(const struct aes_seal *self, const struct aes_block *nonce, uint8_t start,
                         struct buffer *counter);

/* Appends what CCM's code begins with, before what is authenticated only. */
void aes_seal_put_prefix(const struct aes_seal *self, const struct aes_block *nonce,
                         struct buffer *to);

/* Appends zeros up to the end of a block. */
void aes_seal_pad(struct buffer *to);

/* GCM: begins a hash with the key that is in the window; takes some blocks from the front of a window of whole
 * ones; ends it and puts it into a buffer. */
void aes_seal_begin_hash(struct aes_seal *self, const struct buffer *key);
void aes_seal_hash(struct aes_seal *self, struct buffer *blocks);
void aes_seal_end_hash(struct aes_seal *self, struct buffer *to);

#endif
