/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The policy that wants a signature by one of the keys that the board was built with (APP_KEYS), by
 * software: tools/app_keys.py writes the keys, and says of what kind they are, so that only the arithmetic
 * that they need is linked. Part of boards/common/loader_async.h. */
#ifndef BOARDS_COMMON_POLICY_SIGNATURE_H
#define BOARDS_COMMON_POLICY_SIGNATURE_H

#include "capsules/policy/signature.h"
#include "chips/bearssl/digest.h"
#include "chips/bearssl/ecdsa.h"
#include "chips/bearssl/rsa.h"

/* APP_KEYS(X), which is X(number, format, bytes) of each key; APP_KEYS_COUNT, _ECDSA, _RSA */
#include APP_KEYS_HEADER

#define APP_KEY_DEFINED(number, format, ...) CONSTANT_BUFFER(app_key_##number, __VA_ARGS__);
#define APP_KEY_ROW(number, format_, ...) {.format = (format_), .key = &app_key_##number},
APP_KEYS(APP_KEY_DEFINED)

BUFFER(signature_policy_out, DIGEST_BYTES_MAX);
static struct software_digest policy_digest;
#if APP_KEYS_RSA /* whose signatures are over SHA-512 */
static const struct digest policy_digest_hil = SOFTWARE_SHA2(&policy_digest);
#define POLICY_DIGEST_OBJECT SOFTWARE_SHA2_OBJECT
#else
static const struct digest policy_digest_hil = SOFTWARE_SHA256(&policy_digest);
#define POLICY_DIGEST_OBJECT SOFTWARE_SHA256_OBJECT
#endif
static struct software_ecdsa policy_ecdsa;
static const struct signature policy_ecdsa_hil = SOFTWARE_ECDSA(&policy_ecdsa);
static struct software_rsa policy_rsa;
static const struct signature policy_rsa_hil = SOFTWARE_RSA(&policy_rsa);

static struct signature_policy signature_policy = {
    .digest = &policy_digest_hil,
    .ecdsa = APP_KEYS_ECDSA ? &policy_ecdsa_hil : NULL,
    .rsa = APP_KEYS_RSA ? &policy_rsa_hil : NULL,
    .keys = {APP_KEYS(APP_KEY_ROW)},
    .count = APP_KEYS_COUNT,
    .out = SIGNATURE_POLICY_OUT(signature_policy_out, DIGEST_BYTES_MAX),
};
_Static_assert(APP_KEYS_COUNT <= SIGNATURE_POLICY_KEYS_MAX, "APP_KEYS: more than eight keys");

static const struct digest_client signature_policy_digest_client = DIGEST_CLIENT(
    struct signature_policy, signature_policy_added, signature_policy_digested, &signature_policy);
static const struct signature_client signature_policy_client =
    SIGNATURE_CLIENT(struct signature_policy, signature_policy_verified, &signature_policy);
static struct software_digest policy_digest =
    POLICY_DIGEST_OBJECT(&policy_digest, &signature_policy_digest_client);
static struct software_ecdsa policy_ecdsa =
    SOFTWARE_ECDSA_OBJECT(&policy_ecdsa, &signature_policy_client);
static struct software_rsa policy_rsa = SOFTWARE_RSA_OBJECT(&policy_rsa, &signature_policy_client);
static const struct credential_policy app_policy = SIGNATURE_POLICY(&signature_policy);

#endif
