/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Digests: SHA-2 of bytes that come in pieces (FIPS 180-4).
 *
 * One digest at a time. It begins, is given pieces in order, and ends with the digest. A buffer belongs to
 * the device from the call that takes it until the client is given it back, with the window as it was, or
 * as `finish` says. The client is never called from inside a call. */
#ifndef HIL_DIGEST_H
#define HIL_DIGEST_H

#include "abi/errorcode.h"
#include "kernel/buffer.h"
#include "kernel/hil.h"

#include <stdint.h>

enum digest_algorithm {
    DIGEST_SHA256,
    DIGEST_SHA384,
    DIGEST_SHA512,
};
#define DIGEST_BYTES_MAX 64

struct STATIC_TYPE SEALED digest_ops {
    enum errorcode (*begin)(struct object *self, enum digest_algorithm algorithm);
    enum errorcode (*add)(struct object *self, const struct buffer *piece);
    enum errorcode (*finish)(struct object *self, struct buffer *out);
};
struct STATIC_TYPE SEALED digest {
    const struct digest_ops *ops;
    struct object *self;
};
#define DIGEST_OPS(type, begin_, add_, finish_)                               \
    {                                                                         \
        .begin = METHOD(type, begin_, enum errorcode, enum digest_algorithm), \
        .add = METHOD(type, add_, enum errorcode, const struct buffer *),     \
        .finish = METHOD(type, finish_, enum errorcode, struct buffer *),     \
    }
API_MACRO(DIGEST_OPS, "METHOD checks each function against the type");

/* errors, of all three, after which there is no call back and the caller keeps the buffer:
 *   BUSY       the device has a buffer that it has not given back
 *   NOSUPPORT  it does not know the algorithm
 *   INVAL      no digest has begun, or there is no buffer
 *   SIZE       the buffer has no room for the digest
 *   NODEVICE   there is no such device */

/* Begins a digest. One that has not ended is forgotten. No call back follows. */
enum errorcode digest_begin(const struct digest *d, enum digest_algorithm algorithm);

/* Adds the window of `piece` to it, which may be empty. The bytes are only read. */
enum errorcode digest_add(const struct digest *d, const struct buffer *piece);

/* Ends it: `out` comes back with the digest at the start of its bytes, as its window. */
enum errorcode digest_finish(const struct digest *d, struct buffer *out);

/* How many bytes a digest has. */
static inline uint32_t digest_bytes(enum digest_algorithm algorithm) {
    return algorithm == DIGEST_SHA256 ? 32 : algorithm == DIGEST_SHA384 ? 48 : 64;
}

/* Who is told: with OK, or FAIL if the device could not do it; the digest is then lost. */
struct STATIC_TYPE SEALED digest_client {
    void (*added)(struct object *self, const struct buffer *piece, enum errorcode status);
    void (*finished)(struct object *self, struct buffer *out, enum errorcode status);
    struct object *self;
};
#define DIGEST_CLIENT(type, added_, finished_, self_)                               \
    {                                                                               \
        .added = METHOD(type, added_, void, const struct buffer *, enum errorcode), \
        .finished = METHOD(type, finished_, void, struct buffer *, enum errorcode), \
        .self = SELF(type, self_),                                                  \
    }
API_MACRO(DIGEST_CLIENT, "functions and object have one type, which METHOD and SELF check");

CALLS_CLIENT void digest_client_added(const struct digest_client *c, const struct buffer *piece,
                                      enum errorcode status);
CALLS_CLIENT void digest_client_finished(const struct digest_client *c, struct buffer *out,
                                         enum errorcode status);

#endif
