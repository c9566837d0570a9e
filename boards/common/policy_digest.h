/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The policy that wants a digest, by software. Part of boards/common/loader_async.h. */
#ifndef BOARDS_COMMON_POLICY_DIGEST_H
#define BOARDS_COMMON_POLICY_DIGEST_H

#include "capsules/policy/digest.h"
#include "chips/bearssl/digest.h"

BUFFER(digest_policy_out, DIGEST_BYTES_MAX);
static struct software_digest policy_digest;
static const struct digest policy_digest_hil = SOFTWARE_SHA2(&policy_digest);
static struct digest_policy digest_policy =
    DIGEST_POLICY_OBJECT(&policy_digest_hil, digest_policy_out, DIGEST_BYTES_MAX);
static const struct digest_client digest_policy_client = DIGEST_CLIENT(
    struct digest_policy, digest_policy_added, digest_policy_finished, &digest_policy);
static struct software_digest policy_digest =
    SOFTWARE_SHA2_OBJECT(&policy_digest, &digest_policy_client);
static const struct credential_policy app_policy = DIGEST_POLICY(&digest_policy);

#endif
