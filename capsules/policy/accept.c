/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* No credential says anything, and none is needed. */
#include "capsules/policy/accept.h"

static enum errorcode check(const struct accept_policy *self, const struct credential *credential) {
    (void)self;
    (void)credential;
    return ERR_NOSUPPORT;
}

HIL_OPS_DEFINE(accept_policy_ops, CREDENTIAL_POLICY_OPS, check, false);
