/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A store of values under keys, which is there after power-off. Whatever is cut short, by a failure or
 * because the power has gone, has happened or has not: a key has its old value or its new one.
 *
 * Keys are bytes, in spaces, so that users of one store do not meet. Each value has an owner, the id that its
 * writer has; who asks says whose values it may read and change (kernel/storage_access.h), and what it may not
 * read is not there for it. */
#ifndef HIL_KEY_VALUE_H
#define HIL_KEY_VALUE_H

#include "abi/errorcode.h"
#include "kernel/buffer.h"
#include "kernel/hil.h"
#include "kernel/storage_access.h"

#include <stdbool.h>
#include <stdint.h>

#define KEY_VALUE_KEY_MAX 64u
/* What else a key has besides its bytes. */
enum key_value_space {
    KEY_VALUE_OF_PROGRAMS,
    KEY_VALUE_SHARED_BLOCKS,
    KEY_VALUE_ISOLATED_BLOCKS,
};

enum key_value_operation {
    KEY_VALUE_GET,
    KEY_VALUE_SET,
    KEY_VALUE_ADD,    /* if it is not there */
    KEY_VALUE_UPDATE, /* if it is there */
    KEY_VALUE_DELETE,
    KEY_VALUE_COLLECT, /* make room of what nobody needs any more; without a key */
};

struct key_value_client;

/* Belongs to the store, with its buffers, from the call that takes it until the client is given it back. */
struct STATIC_TYPE key_value_request {
    enum key_value_operation operation;
    enum key_value_space space;
    struct storage_access access;
    struct buffer *key;   /* its window; capacity: a multiple of 4 */
    struct buffer *value; /* likewise; of GET: from its start on, as much as fits is put there */
    uint32_t length;      /* of GET: of the whole value */
    const struct key_value_client *client;
    struct key_value_request *next; /* the store's, like what follows */
    bool is_waiting;
};

struct STATIC_TYPE SEALED key_value_ops {
    enum errorcode (*begin)(struct object *self, struct key_value_request *request);
};
struct STATIC_TYPE SEALED key_value {
    const struct key_value_ops *ops;
    struct object *self;
};
#define KEY_VALUE_OPS(type, begin_) \
    { .begin = METHOD(type, begin_, enum errorcode, struct key_value_request *) }
API_MACRO(KEY_VALUE_OPS, "METHOD checks the function against the type");

/* errors, after which there is no call back: BUSY the store has this request already; INVAL the key is empty;
 * SIZE it is longer than KEY_VALUE_KEY_MAX */
enum errorcode key_value_begin(const struct key_value *kv, struct key_value_request *request);

/* Who is told, never from inside a call. `status` is OK, or
 *   NOSUPPORT  there is no such key, for GET, UPDATE and DELETE, or there is, for ADD; or it is somebody's whose
 *              values may not be read or changed
 *   SIZE       a value that the store can never hold
 *   NOMEM      there is no room for it, or the owner has used up its share
 *   FAIL       the device could not do it; NODEVICE there is none */
struct STATIC_TYPE SEALED key_value_client {
    void (*done)(struct object *self, struct key_value_request *request, enum errorcode status);
    struct object *self;
};
#define KEY_VALUE_CLIENT(type, done_, self_)                                           \
    {                                                                                  \
        .done = METHOD(type, done_, void, struct key_value_request *, enum errorcode), \
        .self = SELF(type, self_),                                                     \
    }
API_MACRO(KEY_VALUE_CLIENT, "function and object have one type, which METHOD and SELF check");

CALLS_CLIENT void key_value_client_done(const struct key_value_client *c,
                                        struct key_value_request *request, enum errorcode status);

#endif
