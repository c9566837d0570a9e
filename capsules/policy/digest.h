/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The policy of a board that runs programs which have not been damaged: each needs a digest, and it must be
 * right. Anybody can make one, so this says nothing about who made the program. */
#ifndef CAPSULES_POLICY_DIGEST_H
#define CAPSULES_POLICY_DIGEST_H

#include "hil/digest.h"
#include "kernel/capsule.h"
#include "kernel/credential.h"

struct STATIC_TYPE digest_policy {
    const struct digest *digest;
    struct buffer *out;             /* NULL: the device has it */
    const struct credential *asked; /* the question that is open */
};

#define DIGEST_POLICY_OBJECT(digest_, out_, out_size_) \
    { .digest = (digest_), .out = BUFFER_AT_LEAST(out_, out_size_, DIGEST_BYTES_MAX), }

HIL_OPS(credential_policy, digest_policy_ops, struct digest_policy);
#define DIGEST_POLICY(object_) HIL_BIND(digest_policy_ops, object_)

/* The client functions that the digest device calls. */
void digest_policy_added(struct digest_policy *self, const struct buffer *piece,
                         enum errorcode status);
void digest_policy_finished(struct digest_policy *self, struct buffer *out, enum errorcode status);

#endif
