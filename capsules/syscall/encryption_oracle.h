/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x99999: processes encrypt and decrypt with a key that none of them can read (docs/crypto.md). */
#ifndef CAPSULES_SYSCALL_ENCRYPTION_ORACLE_H
#define CAPSULES_SYSCALL_ENCRYPTION_ORACLE_H

#include "hil/aes.h"
#include "kernel/capsule.h"

struct oracle_app {
    uint8_t vector[AES_BLOCK_BYTES]; /* for the next block */
    uint32_t length;                 /* of the source, when it asked */
    uint32_t done;                   /* bytes of it */
    bool waits;                      /* or is served */
};
GRANT(oracle_apps, struct oracle_app, .upcalls = 1, .allow_ro = 2, .allow_rw = 1);

#define ORACLE_PIECE_MIN AES_BLOCK_BYTES

struct STATIC_TYPE encryption_oracle {
    const struct aes *device;
    union oracle_apps apps;
    struct aes_request request; /* of who is served */
    const struct buffer *key;
    struct buffer *vector;
    struct buffer *piece;
    uint32_t piece_bytes; /* whole blocks */
    struct deferred_call turn;
    bool busy;                /* the device has the request */
    struct process_id served; /* now, or last */
};

/* The initialiser of the oracle `object_` with the board's key, whose window is AES_KEY_BYTES long. */
#define ENCRYPTION_ORACLE(object_, device_, key_, vector_, vector_size_, piece_, size_, name_) \
    {                                                                                          \
        .device = (device_), .apps = GRANT_HANDLE(name_), .key = (key_),                       \
        .vector = BUFFER_AT_LEAST(vector_, vector_size_, AES_BLOCK_BYTES),                     \
        .piece = BUFFER_AT_LEAST(piece_, size_, ORACLE_PIECE_MIN),                             \
        .piece_bytes = (size_) / AES_BLOCK_BYTES * AES_BLOCK_BYTES,                            \
        .turn = DEFERRED_CALL(struct encryption_oracle, encryption_oracle_turn, object_),      \
        .served = PROCESS_ID_NONE,                                                             \
    }

command_result encryption_oracle_command(struct encryption_oracle *self, struct process_id caller,
                                         uint32_t command, uint32_t arg1, uint32_t arg2);
void encryption_oracle_turn(struct encryption_oracle *self);

/* The client function that the device calls. */
void encryption_oracle_done(struct encryption_oracle *self, enum errorcode status);

#endif
