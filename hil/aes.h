/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* AES with keys of 128 bits (FIPS 197), in the modes of SP 800-38A that need nothing but blocks.
 *
 * One request at a time: bytes of a buffer are encrypted or decrypted where they are. The request and what
 * it names belong to the device until the client is told. The client is never called from inside a call. */
#ifndef HIL_AES_H
#define HIL_AES_H

#include "abi/errorcode.h"
#include "kernel/buffer.h"
#include "kernel/hil.h"

#include <stdbool.h>
#include <stdint.h>

#define AES_BLOCK_BYTES 16
#define AES_KEY_BYTES 16

enum aes_mode {
    AES_CTR, /* counts in all 128 bits; the last piece alone may end within a block */
    AES_CBC,
    AES_ECB, /* has no use for the vector */
};

struct STATIC_TYPE aes_request {
    enum aes_mode mode;
    bool decrypts;
    const struct buffer *key; /* AES_KEY_BYTES */
    struct buffer *vector; /* AES_BLOCK_BYTES: what the next block starts from, before and after */
    struct buffer *data;   /* its window; whole blocks, unless it is AES_CTR */
};

struct STATIC_TYPE SEALED aes_ops {
    enum errorcode (*crypt)(struct object *self, const struct aes_request *request);
};
struct STATIC_TYPE SEALED aes {
    const struct aes_ops *ops;
    struct object *self;
};
#define AES_OPS(type, crypt_) \
    { .crypt = METHOD(type, crypt_, enum errorcode, const struct aes_request *) }
API_MACRO(AES_OPS, "METHOD checks the function against the type");

/* errors, after which there is no call back:
 *   BUSY      another request has not ended
 *   SIZE      key, vector or data is of a length that cannot be
 *   INVAL     a buffer is missing
 *   NODEVICE  there is no such device */
enum errorcode aes_crypt(const struct aes *a, const struct aes_request *request);

/* Who is told: OK, or FAIL if the device could not do it. */
struct STATIC_TYPE SEALED aes_client {
    void (*done)(struct object *self, enum errorcode status);
    struct object *self;
};
#define AES_CLIENT(type, done_, self_) \
    { .done = METHOD(type, done_, void, enum errorcode), .self = SELF(type, self_), }
API_MACRO(AES_CLIENT, "function and object have one type, which METHOD and SELF check");

CALLS_CLIENT void aes_client_done(const struct aes_client *c, enum errorcode status);

#endif
