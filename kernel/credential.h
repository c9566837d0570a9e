/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Who decides which programs a board trusts: its policy, a capsule, which is asked about one credential of a
 * program after the other (ABI 5.3) and answers when it is ready. What it accepts runs; what it refuses
 * does not, whatever other credentials say; what it passes is decided by the next one. */
#ifndef KERNEL_CREDENTIAL_H
#define KERNEL_CREDENTIAL_H

#include "abi/errorcode.h"
#include "abi/tbf.h"
#include "kernel/buffer.h"
#include "kernel/hil.h"

#include <stdbool.h>
#include <stdint.h>

/* What is asked about. It stays as it is until the policy answers. */
struct STATIC_TYPE credential {
    uint32_t format;              /* one of TBF_CREDENTIALS_* */
    const struct buffer *program; /* what credentials are about: header and binary (ABI 4.5) ... */
    const struct buffer
        *rest; /* ... of which these bytes, perhaps none, lie elsewhere, behind it */
    const struct buffer
        *claimed; /* not empty: their digest, as somebody claims; it is checked later */
    const struct buffer *modulus; /* of RSA; empty for other formats */
    const struct buffer *data;    /* digest, or signature */
};

struct STATIC_TYPE SEALED credential_policy_ops {
    enum errorcode (*check)(struct object *self, const struct credential *credential);
    bool required; /* a program without a credential that is accepted does not run */
};
struct STATIC_TYPE SEALED credential_policy {
    const struct credential_policy_ops *ops;
    struct object *self;
};
#define CREDENTIAL_POLICY_OPS(type, check_, required_)                            \
    {                                                                             \
        .check = METHOD(type, check_, enum errorcode, const struct credential *), \
        .required = (required_),                                                  \
    }
API_MACRO(CREDENTIAL_POLICY_OPS, "METHOD checks the function against the type");

/* A policy whose `check` returned OK gives one of these answers, at once or later. Any other result of
 * `check` passes. No answer to a question that is not open has an effect.
 *
 * `level`: how much whoever made the credential is trusted; of two programs of one identity the one with
 * the higher level runs. */
void credential_accept(const struct credential *credential, uint32_t level);
void credential_pass(const struct credential *credential);
void credential_refuse(const struct credential *credential, struct text reason);

#endif
