/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Which credentials there are, and whether one holds. */
#include "credential.h"

#include "memory.h"

#include <string.h>

/* ABI 4.5 does not name the digest of RSA-3072; upstream's is that of RSA-4096. */
static const struct credential_kind kinds[] = {
    {"sha256", TBF_CREDENTIALS_SHA256, DIGEST_SHA256, false, 0},
    {"sha384", TBF_CREDENTIALS_SHA384, DIGEST_SHA384, false, 0},
    {"sha512", TBF_CREDENTIALS_SHA512, DIGEST_SHA512, false, 0},
    {"rsa3072", TBF_CREDENTIALS_RSA3072, DIGEST_SHA512, true, KEY_RSA3072},
    {"rsa4096", TBF_CREDENTIALS_RSA4096, DIGEST_SHA512, true, KEY_RSA4096},
    {"ecdsa-p256", TBF_CREDENTIALS_ECDSA_P256, DIGEST_SHA256, true, KEY_ECDSA_P256},
};
#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

const struct credential_kind *credential_kind_named(const char *name) {
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    return NULL;
}

const struct credential_kind *credential_kind_of_format(uint32_t format) {
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (kinds[i].format == format)
            return &kinds[i];
    return NULL;
}

const struct credential_kind *credential_kind_of_key(enum key_type type) {
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (kinds[i].is_signature && kinds[i].key == type)
            return &kinds[i];
    return NULL;
}

const char *credential_kind_names(void) {
    const char *text = kinds[0].name;
    for (size_t i = 1; i < KIND_COUNT; i++)
        text = memory_format("%s%s%s", text, i + 1 < KIND_COUNT ? ", " : " and ", kinds[i].name);
    return text;
}

struct span credential_digest(const struct credential_kind *kind, const struct tbf *t) {
    return digest_of(kind->digest, span_part(t->file, 0, t->program.binary_end));
}

static bool same_bytes(struct span a, struct span b) {
    return a.length == b.length && memcmp(a.at, b.at, a.length) == 0;
}

/* The RSA footers hold the modulus first, then the signature. */
static bool is_signed_by(const struct credential_kind *kind, const struct key *key,
                         struct span value, struct span data) {
    size_t size = key_signature_size(kind->key);
    if (key->type != kind->key)
        return false;
    if (kind->key == KEY_ECDSA_P256)
        return key_verifies(key, kind->digest, value, span_part(data, 0, size));
    return same_bytes(span_part(data, 0, size), key_modulus(key)) &&
           key_verifies(key, kind->digest, value, span_part(data, size, size));
}

enum credential_state credential_check(const struct tbf *t, const struct tbf_footer *footer,
                                       const struct named_key *keys, size_t count,
                                       const struct named_key **key) {
    const struct credential_kind *kind = credential_kind_of_format(footer->format);
    *key = NULL;
    if (kind == NULL)
        return CREDENTIAL_UNKNOWN;
    struct span value = credential_digest(kind, t);
    if (!kind->is_signature)
        return same_bytes(value, span_part(footer->data, 0, value.length)) ? CREDENTIAL_HOLDS
                                                                           : CREDENTIAL_FAILS;
    for (size_t i = 0; i < count; i++)
        if (is_signed_by(kind, &keys[i].key, value, footer->data)) {
            *key = &keys[i];
            return CREDENTIAL_HOLDS;
        }
    return CREDENTIAL_NOT_BY_KEY;
}
