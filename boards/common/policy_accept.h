/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The policy that accepts every program. Part of boards/common/loader_async.h. */
#ifndef BOARDS_COMMON_POLICY_ACCEPT_H
#define BOARDS_COMMON_POLICY_ACCEPT_H

#include "capsules/policy/accept.h"

static const struct accept_policy accept_policy;
static const struct credential_policy app_policy = ACCEPT_POLICY(&accept_policy);

#endif
