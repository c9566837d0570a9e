/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x40005: digests for processes. Source: ABI 7.7. */
#ifndef CAPSULES_SYSCALL_SHA_H
#define CAPSULES_SYSCALL_SHA_H

#include "hil/digest.h"
#include "kernel/capsule.h"

struct sha_app {
    uint32_t length; /* of what it wants the digest of, when it asked */
    uint32_t taken;  /* bytes of it */
    uint8_t algorithm;
    bool waits; /* or is served */
};
GRANT(sha_apps, struct sha_app, .upcalls = 1, .allow_ro = 1, .allow_rw = 1);

#define SHA_PIECE_MIN 64

struct STATIC_TYPE sha_driver {
    const struct digest *device;
    union sha_apps apps;
    struct buffer *piece;
    struct buffer *out;
    struct deferred_call turn;
    bool busy;                /* the device has a buffer */
    struct process_id served; /* now, or last */
};

/* The initialiser of the driver `object_`. Between pieces of `size_` bytes, programs run. */
#define SHA_DRIVER(object_, device_, piece_, size_, out_, out_size_, driver_name) \
    {                                                                             \
        .device = (device_), .apps = GRANT_HANDLE(driver_name),                   \
        .piece = BUFFER_AT_LEAST(piece_, size_, SHA_PIECE_MIN),                   \
        .out = BUFFER_AT_LEAST(out_, out_size_, DIGEST_BYTES_MAX),                \
        .turn = DEFERRED_CALL(struct sha_driver, sha_driver_turn, object_),       \
        .served = PROCESS_ID_NONE,                                                \
    }

command_result sha_driver_command(struct sha_driver *self, struct process_id caller,
                                  uint32_t command, uint32_t arg1, uint32_t arg2);
void sha_driver_turn(struct sha_driver *self);

/* The client functions that the device calls. */
void sha_driver_added(struct sha_driver *self, const struct buffer *piece, enum errorcode status);
void sha_driver_finished(struct sha_driver *self, struct buffer *out, enum errorcode status);

#endif
