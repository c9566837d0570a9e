/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The policy of a board that trusts whatever lies in its flash. */
#ifndef CAPSULES_POLICY_ACCEPT_H
#define CAPSULES_POLICY_ACCEPT_H

#include "kernel/capsule.h"
#include "kernel/credential.h"

struct STATIC_TYPE accept_policy {
    bool nothing;
};

HIL_OPS(credential_policy, accept_policy_ops, const struct accept_policy);
#define ACCEPT_POLICY(object_) HIL_BIND(accept_policy_ops, object_)

#endif
