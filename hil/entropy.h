/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A source of random bytes that nobody can foretell. */
#ifndef HIL_ENTROPY_H
#define HIL_ENTROPY_H

#include "abi/errorcode.h"
#include "kernel/buffer.h"
#include "kernel/hil.h"

struct STATIC_TYPE SEALED entropy_ops {
    enum errorcode (*fetch)(struct object *self, struct buffer *buffer);
};
struct STATIC_TYPE SEALED entropy {
    const struct entropy_ops *ops;
    struct object *self;
};
#define ENTROPY_OPS(type, fetch_) \
    { .fetch = METHOD(type, fetch_, enum errorcode, struct buffer *) }
API_MACRO(ENTROPY_OPS, "METHOD checks the function against the type");

/* Fills the window of `buffer`, or a part of it from its start on, which becomes the window. The
 * buffer belongs to the source until the client's `fetched` gives it back, never from in here.
 * errors: BUSY the source has a buffer already; NODEVICE there is no source; INVAL the window is
 *         empty; the caller keeps the buffer */
enum errorcode entropy_fetch(const struct entropy *e, struct buffer *buffer);

/* Who is told. `status` is OK, and the window then not empty, or FAIL. */
struct STATIC_TYPE SEALED entropy_client {
    void (*fetched)(struct object *self, struct buffer *buffer, enum errorcode status);
    struct object *self;
};
#define ENTROPY_CLIENT(type, fetched_, self_)                                     \
    {                                                                             \
        .fetched = METHOD(type, fetched_, void, struct buffer *, enum errorcode), \
        .self = SELF(type, self_),                                                \
    }
API_MACRO(ENTROPY_CLIENT, "function and object have one type, which METHOD and SELF check");

CALLS_CLIENT void entropy_client_fetched(const struct entropy_client *c, struct buffer *buffer,
                                         enum errorcode status);

#endif
