/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x40006: AES with keys of 128 bits for processes. Source: ABI 7.7. What CCM and GCM authenticate, and
 * where the tag is, is in docs/crypto.md. */
#ifndef CAPSULES_SYSCALL_AES_H
#define CAPSULES_SYSCALL_AES_H

#include "capsules/syscall/aes_seal.h"
#include "hil/aes.h"
#include "kernel/capsule.h"

struct aes_app {
    struct aes_block key;
    struct aes_block vector; /* for the next block; or a nonce */
    uint32_t length;         /* of the source, when it asked */
    uint32_t head_at; /* in a source that is authenticated: what is not encrypted begins here, */
    uint32_t text_at; /* and here what is */
    uint8_t mode;
    uint8_t tag_bytes; /* 0: as many as there can be */
    uint8_t nonce_bytes;
    bool decrypts;
    bool chosen; /* a mode */
    bool open;   /* key and vector are there */
    bool waits;  /* or is served */
};
GRANT(aes_apps, struct aes_app, .upcalls = 1, .allow_ro = 3, .allow_rw = 1);

/* CCM begins with a block and the length of what follows. */
#define AES_PIECE_MIN (2 * AES_BLOCK_BYTES)

/* What is done next with a text that is authenticated. */
enum aes_stage {
    AES_STAGE_KEY, /* of GCM's hash */
    AES_STAGE_KEYED,
    AES_STAGE_HEAD,
    AES_STAGE_LOAD,
    AES_STAGE_HASH,
    AES_STAGE_HASHING, /* GCM, some blocks at a time */
    AES_STAGE_CRYPT,
    AES_STAGE_STORE,
    AES_STAGE_CODE,
    AES_STAGE_TAG,
};

struct STATIC_TYPE aes_driver {
    const struct aes *device;
    union aes_apps apps;
    struct aes_request request; /* of who is served */
    struct buffer *key;
    struct buffer *vector;
    struct buffer *piece;
    struct buffer *blocks; /* what is hashed */
    struct buffer *code;   /* CCM's, so far */
    uint32_t piece_bytes;  /* whole blocks */
    struct deferred_call turn;
    bool busy;                /* with a process */
    bool given;               /* the device has the request */
    struct process_id served; /* now, or last */
    uint8_t mode;             /* and the rest of what it asked for */
    bool opens;               /* and does not seal */
    uint32_t text_at;
    uint32_t text_bytes;
    uint32_t done; /* bytes of the text */
    uint32_t head_at;
    uint32_t head_done;
    enum aes_stage stage;
    enum aes_stage after_hash;
    bool valid; /* the tag is right */
    struct aes_block nonce;
    struct aes_seal seal;
};

/* The initialiser of the driver `object_`. Between pieces of `size_` bytes, whole blocks, programs run. */
#define AES_DRIVER(object_, device_, key_, key_size_, vector_, vector_size_, piece_, blocks_, \
                   size_, code_, code_size_, name_)                                           \
    {                                                                                         \
        .device = (device_), .apps = GRANT_HANDLE(name_),                                     \
        .key = BUFFER_AT_LEAST(key_, key_size_, AES_KEY_BYTES),                               \
        .vector = BUFFER_AT_LEAST(vector_, vector_size_, AES_BLOCK_BYTES),                    \
        .piece = BUFFER_AT_LEAST(piece_, size_, AES_PIECE_MIN),                               \
        .blocks = BUFFER_AT_LEAST(blocks_, size_, AES_PIECE_MIN),                             \
        .code = BUFFER_AT_LEAST(code_, code_size_, AES_BLOCK_BYTES),                          \
        .piece_bytes = (size_) / AES_BLOCK_BYTES * AES_BLOCK_BYTES,                           \
        .turn = DEFERRED_CALL(struct aes_driver, aes_driver_turn, object_),                   \
        .served = PROCESS_ID_NONE,                                                            \
    }

command_result aes_driver_command(struct aes_driver *self, struct process_id caller,
                                  uint32_t command, uint32_t arg1, uint32_t arg2);
void aes_driver_turn(struct aes_driver *self);

/* The client function that the device calls. */
void aes_driver_done(struct aes_driver *self, enum errorcode status);

#endif
