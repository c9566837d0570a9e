/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Authentication codes: HMAC of bytes that come in pieces (RFC 2104).
 *
 * What has been added so far is in the caller's session, so several can be open: a code begins in one, is
 * given pieces in order, and ends. One piece at a time. Session and buffer belong to the device from the
 * call that takes them until the client is given the buffer back, with the window as it was, or as `finish`
 * says. The client is never called from inside a call. */
#ifndef HIL_HMAC_H
#define HIL_HMAC_H

#include "abi/errorcode.h"
#include "kernel/buffer.h"
#include "kernel/hil.h"

#include <stdint.h>

enum hmac_algorithm {
    HMAC_SHA256,
    HMAC_SHA384,
    HMAC_SHA512,
    HMAC_SHA1, /* for one-time passwords (RFC 4226), which know no other */
};
#define HMAC_BYTES_MAX 64
#define HMAC_KEY_MAX 128

/* What a device keeps of a code: a secret. It may be moved elsewhere between two pieces, and back. */
struct hmac_state {
    uint64_t words[44];
};
struct STATIC_TYPE hmac_session {
    struct hmac_state state;
    enum hmac_algorithm algorithm; /* of the code that begins */
};

struct STATIC_TYPE SEALED hmac_ops {
    enum errorcode (*begin)(struct object *self, struct hmac_session *session,
                            const struct buffer *key);
    enum errorcode (*add)(struct object *self, struct hmac_session *session,
                          const struct buffer *piece);
    enum errorcode (*finish)(struct object *self, struct hmac_session *session, struct buffer *out);
};
struct STATIC_TYPE SEALED hmac {
    const struct hmac_ops *ops;
    struct object *self;
};
#define HMAC_OPS(type, begin_, add_, finish_)                                                    \
    {                                                                                            \
        .begin =                                                                                 \
            METHOD(type, begin_, enum errorcode, struct hmac_session *, const struct buffer *),  \
        .add = METHOD(type, add_, enum errorcode, struct hmac_session *, const struct buffer *), \
        .finish = METHOD(type, finish_, enum errorcode, struct hmac_session *, struct buffer *), \
    }
API_MACRO(HMAC_OPS, "METHOD checks each function against the type");

/* errors, of all three, after which there is no call back and the caller keeps the buffer:
 *   BUSY       the device has a buffer that it has not given back
 *   NOSUPPORT  it does not know the algorithm
 *   INVAL      no code has begun in the session, or something is missing
 *   SIZE       the key is longer than HMAC_KEY_MAX, or the buffer has no room for the code
 *   NODEVICE   there is no such device */

/* Begins a code in the session, by its algorithm, whatever was in it. The key is copied. No call back
 * follows. */
enum errorcode hmac_begin(const struct hmac *h, struct hmac_session *session,
                          const struct buffer *key);

/* Adds the window of `piece`, which may be empty. The bytes are only read. */
enum errorcode hmac_add(const struct hmac *h, struct hmac_session *session,
                        const struct buffer *piece);

/* Ends it: `out` comes back with the code at the start of its bytes, as its window, and nothing is left in
 * the session. */
enum errorcode hmac_finish(const struct hmac *h, struct hmac_session *session, struct buffer *out);

/* How many bytes a code has. */
static inline uint32_t hmac_bytes(enum hmac_algorithm algorithm) {
    return algorithm == HMAC_SHA256   ? 32
           : algorithm == HMAC_SHA384 ? 48
           : algorithm == HMAC_SHA512 ? 64
                                      : 20;
}

/* Who is told: with OK, or FAIL if the device could not do it; the code is then lost. */
struct STATIC_TYPE SEALED hmac_client {
    void (*added)(struct object *self, const struct buffer *piece, enum errorcode status);
    void (*finished)(struct object *self, struct buffer *out, enum errorcode status);
    struct object *self;
};
#define HMAC_CLIENT(type, added_, finished_, self_)                                 \
    {                                                                               \
        .added = METHOD(type, added_, void, const struct buffer *, enum errorcode), \
        .finished = METHOD(type, finished_, void, struct buffer *, enum errorcode), \
        .self = SELF(type, self_),                                                  \
    }
API_MACRO(HMAC_CLIENT, "functions and object have one type, which METHOD and SELF check");

CALLS_CLIENT void hmac_client_added(const struct hmac_client *c, const struct buffer *piece,
                                    enum errorcode status);
CALLS_CLIENT void hmac_client_finished(const struct hmac_client *c, struct buffer *out,
                                       enum errorcode status);

#endif
