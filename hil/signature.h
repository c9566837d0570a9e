/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Verification of signatures. A device knows one scheme:
 *
 *     ECDSA P-256    key 64 bytes, x and y of a point; signature 64 bytes, r and s (FIPS 186-4, 6.4)
 *     RSA            key 384 or 512 bytes, the modulus; the exponent is 65537; signature of as many
 *                    bytes, PKCS #1 v1.5 over SHA-512 (RFC 8017, 8.2.2)
 *
 * Numbers are big-endian. One verification at a time. What the request names belongs to the device, and
 * stays as it is, until the client is told. The client is never called from inside a call. */
#ifndef HIL_SIGNATURE_H
#define HIL_SIGNATURE_H

#include "abi/errorcode.h"
#include "kernel/buffer.h"
#include "kernel/hil.h"

/* What is asked: did `key` make `signature` over `digest`? Windows of buffers that are only read. */
struct STATIC_TYPE signature_request {
    const struct buffer *key;
    const struct buffer *digest;
    const struct buffer *signature;
};

struct STATIC_TYPE SEALED signature_ops {
    enum errorcode (*verify)(struct object *self, const struct signature_request *request);
};
struct STATIC_TYPE SEALED signature {
    const struct signature_ops *ops;
    struct object *self;
};
#define SIGNATURE_OPS(type, verify_) \
    { .verify = METHOD(type, verify_, enum errorcode, const struct signature_request *) }
API_MACRO(SIGNATURE_OPS, "METHOD checks the function against the type");

/* errors, after which there is no call back:
 *   BUSY      another verification has not ended
 *   SIZE      key, digest or signature is not as long as in any signature of the scheme
 *   INVAL     a buffer is missing
 *   NODEVICE  there is no such device */
enum errorcode signature_verify(const struct signature *s, const struct signature_request *request);

/* Who is told: OK, the key made the signature; FAIL, it did not, or is no key. */
struct STATIC_TYPE SEALED signature_client {
    void (*verified)(struct object *self, enum errorcode status);
    struct object *self;
};
#define SIGNATURE_CLIENT(type, verified_, self_) \
    { .verified = METHOD(type, verified_, void, enum errorcode), .self = SELF(type, self_), }
API_MACRO(SIGNATURE_CLIENT, "function and object have one type, which METHOD and SELF check");

CALLS_CLIENT void signature_client_verified(const struct signature_client *c,
                                            enum errorcode status);

#endif
