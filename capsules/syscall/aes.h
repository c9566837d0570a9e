/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x40006: AES with keys of 128 bits for processes. Source: ABI 7.7. */
#ifndef CAPSULES_SYSCALL_AES_H
#define CAPSULES_SYSCALL_AES_H

#include "hil/aes.h"
#include "kernel/capsule.h"

/* A key is as long as a block. */
struct aes_block {
    uint8_t bytes[AES_BLOCK_BYTES];
};
_Static_assert(AES_KEY_BYTES == AES_BLOCK_BYTES, "keys are kept in blocks");

struct aes_app {
    struct aes_block key;
    struct aes_block vector; /* for the next block */
    uint32_t length;         /* of the source, when it asked */
    uint32_t done;           /* bytes of it */
    uint8_t mode;
    bool decrypts;
    bool chosen; /* a mode */
    bool open;   /* key and vector are there */
    bool waits;  /* or is served */
};
GRANT(aes_apps, struct aes_app, .upcalls = 1, .allow_ro = 3, .allow_rw = 1);

#define AES_PIECE_MIN AES_BLOCK_BYTES

struct STATIC_TYPE aes_driver {
    const struct aes *device;
    union aes_apps apps;
    struct aes_request request; /* of who is served */
    struct buffer *key;
    struct buffer *vector;
    struct buffer *piece;
    uint32_t piece_bytes; /* whole blocks */
    struct deferred_call turn;
    bool busy;                /* the device has the request */
    struct process_id served; /* now, or last */
};

/* The initialiser of the driver `object_`. Between pieces of `size_` bytes, whole blocks, programs run. */
#define AES_DRIVER(object_, device_, key_, key_size_, vector_, vector_size_, piece_, size_, name_) \
    {                                                                                              \
        .device = (device_), .apps = GRANT_HANDLE(name_),                                          \
        .key = BUFFER_AT_LEAST(key_, key_size_, AES_KEY_BYTES),                                    \
        .vector = BUFFER_AT_LEAST(vector_, vector_size_, AES_BLOCK_BYTES),                         \
        .piece = BUFFER_AT_LEAST(piece_, size_, AES_PIECE_MIN),                                    \
        .piece_bytes = (size_) / AES_BLOCK_BYTES * AES_BLOCK_BYTES,                                \
        .turn = DEFERRED_CALL(struct aes_driver, aes_driver_turn, object_),                        \
        .served = PROCESS_ID_NONE,                                                                 \
    }

command_result aes_driver_command(struct aes_driver *self, struct process_id caller,
                                  uint32_t command, uint32_t arg1, uint32_t arg2);
void aes_driver_turn(struct aes_driver *self);

/* The client function that the device calls. */
void aes_driver_done(struct aes_driver *self, enum errorcode status);

#endif
