/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The policy of a board that runs programs by those it knows: each needs a signature by one of its keys.
 * The first key is trusted most. */
#ifndef CAPSULES_POLICY_SIGNATURE_H
#define CAPSULES_POLICY_SIGNATURE_H

#include "hil/digest.h"
#include "hil/signature.h"
#include "kernel/capsule.h"
#include "kernel/credential.h"

#define SIGNATURE_POLICY_KEYS_MAX 8

/* A public key, as the credentials of this format and hil/signature.h have it. */
struct STATIC_TYPE signature_key {
    uint32_t format;
    const struct buffer *key;
};

struct STATIC_TYPE signature_policy {
    const struct digest *digest;
    const struct signature *ecdsa; /* NULL: no key is for it */
    const struct signature *rsa;
    struct signature_key keys[SIGNATURE_POLICY_KEYS_MAX];
    uint32_t count;
    struct buffer *out;             /* NULL: the digest device has it */
    const struct credential *asked; /* the question that is open */
    uint32_t index;                 /* of the key that is tried */
    struct signature_request request;
};

#define SIGNATURE_POLICY_OUT(out_, out_size_) BUFFER_AT_LEAST(out_, out_size_, DIGEST_BYTES_MAX)

HIL_OPS(credential_policy, signature_policy_ops, struct signature_policy);
#define SIGNATURE_POLICY(object_) HIL_BIND(signature_policy_ops, object_)

/* The client functions that the devices call. */
void signature_policy_added(struct signature_policy *self, const struct buffer *piece,
                            enum errorcode status);
void signature_policy_digested(struct signature_policy *self, struct buffer *out,
                               enum errorcode status);
void signature_policy_verified(struct signature_policy *self, enum errorcode status);

#endif
