/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Digests, keys and signatures, as the credentials of ABI 4.5 want them; by way of OpenSSL's libcrypto,
 * which nothing else in this tool sees. */
#ifndef DETENT_KEY_H
#define DETENT_KEY_H

#include "bytes.h"
#include "problem.h"

enum digest {
    DIGEST_SHA256,
    DIGEST_SHA384,
    DIGEST_SHA512,
};

struct span digest_of(enum digest digest, struct span data);

enum key_type {
    KEY_RSA3072,
    KEY_RSA4096,
    KEY_ECDSA_P256,
};
#define KEY_TYPE_COUNT 3

/* "rsa3072", "rsa4096", "ecdsa-p256". */
const char *key_type_name(enum key_type type);

/* The size of a signature: as large as the modulus, or r and s of 32 bytes each. */
size_t key_signature_size(enum key_type type);

struct key {
    enum key_type type;
    bool is_private;
    struct evp_pkey_st *handle; /* OpenSSL's */
};

/* Reads a key in PEM: a private one (PKCS#8, PKCS#1 or SEC1), or a public one (SubjectPublicKeyInfo). One
 * that is encrypted is refused. */
bool key_read(struct key *key, struct span pem, struct problem *p);

/* A new one. Ends the program if there is no entropy. */
struct key key_generate(enum key_type type);

/* PKCS#8, not encrypted. pre: key->is_private */
struct span key_private_pem(const struct key *key);
struct span key_public_pem(const struct key *key);

/* Big-endian, as long as a signature. pre: an RSA key */
struct span key_modulus(const struct key *key);

/* RSA: PKCS#1 v1.5 (RFC 8017 8.2); ECDSA: r and s, 32 bytes each, big-endian.
 * pre: key->is_private; `value` is a `digest` */
bool key_sign(const struct key *key, enum digest digest, struct span value, struct bytes *out,
              struct problem *p);
bool key_verifies(const struct key *key, enum digest digest, struct span value,
                  struct span signature);

/* What an RSA signature is made of: the digest with the name of its kind before it (RFC 8017 9.2), which is
 * what the mechanism CKM_RSA_PKCS of PKCS#11 takes. */
struct span digest_info(enum digest digest, struct span value);

/* Turns an ECDSA signature in DER (RFC 3279 2.2.3) into r and s; false if it is none. */
bool signature_from_der(struct span der, struct bytes *out);

#endif
