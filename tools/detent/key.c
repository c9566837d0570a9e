/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A thin layer on EVP of OpenSSL 3. What OpenSSL allocates is owned by memory.c. */
#include "key.h"

#include "memory.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <string.h>

#define COORDINATE_SIZE 32 /* of P-256 */
#define CURVE_NAME "prime256v1"
/* Signatures of ABI 4.5 carry no exponent, so it is the usual one (RFC 8017, F4). */
#define RSA_EXPONENT 65537

static const char *last_error(void) {
    const char *why = ERR_reason_error_string(ERR_peek_last_error());
    return why != NULL ? why : "unknown reason";
}

_Noreturn static void fail_openssl(const char *what) {
    fail("libcrypto", "%s: %s", what, last_error());
}

/* ---- Digests ---- */

static const EVP_MD *kind_of(enum digest digest) {
    switch (digest) {
    case DIGEST_SHA384:
        return EVP_sha384();
    case DIGEST_SHA512:
        return EVP_sha512();
    default:
        return EVP_sha256();
    }
}

struct span digest_of(enum digest digest, struct span data) {
    unsigned length = 0;
    uint8_t *value = memory_new(EVP_MAX_MD_SIZE);
    if (EVP_Digest(data.at, data.length, value, &length, kind_of(digest), NULL) != 1)
        fail_openssl("no digest could be made");
    return (struct span){value, length};
}

/* DER up to the digest itself (RFC 8017 9.2, note 1). The kinds differ in two places. */
struct span digest_info(enum digest digest, struct span value) {
    static const uint8_t last_arc[] = {
        [DIGEST_SHA256] = 1, [DIGEST_SHA384] = 2, [DIGEST_SHA512] = 3};
    const uint8_t head[] = {0x30,
                            (uint8_t)(17 + value.length),
                            0x30,
                            0x0D,
                            0x06,
                            0x09,
                            0x60,
                            0x86,
                            0x48,
                            0x01,
                            0x65,
                            0x03,
                            0x04,
                            0x02,
                            last_arc[digest],
                            0x05,
                            0x00,
                            0x04,
                            (uint8_t)value.length};
    struct bytes out = {0};
    bytes_append(&out, head, sizeof head);
    bytes_append_span(&out, value);
    return bytes_span(&out);
}

/* ---- Keys ---- */

static const struct {
    const char *name;
    size_t signature_size;
} types[KEY_TYPE_COUNT] = {
    [KEY_RSA3072] = {"rsa3072", 384},
    [KEY_RSA4096] = {"rsa4096", 512},
    [KEY_ECDSA_P256] = {"ecdsa-p256", 2 * COORDINATE_SIZE},
};

const char *key_type_name(enum key_type type) {
    return types[type].name;
}

size_t key_signature_size(enum key_type type) {
    return types[type].signature_size;
}

static void release_key(void *handle) {
    EVP_PKEY_free(handle);
}

static void release_context(void *context) {
    EVP_PKEY_CTX_free(context);
}

static void release_bio(void *bio) {
    BIO_free(bio);
}

/* A person who is asked in the middle of a build is nobody; so no key of this tool has a password. */
static int no_password(char *buffer, int size, int writing, void *user) {
    (void)buffer;
    (void)size;
    (void)writing;
    (void)user;
    return -1;
}

static bool has_exponent(EVP_PKEY *handle, uint64_t expected) {
    BIGNUM *exponent = NULL;
    bool good =
        EVP_PKEY_get_bn_param(handle, "e", &exponent) == 1 && BN_is_word(exponent, expected) == 1;
    BN_free(exponent);
    return good;
}

static bool find_type(struct key *key, struct problem *p) {
    int bits = EVP_PKEY_get_bits(key->handle);
    char curve[32] = "";
    if (EVP_PKEY_is_a(key->handle, "RSA")) {
        key->type = bits == 3072 ? KEY_RSA3072 : KEY_RSA4096;
        if (bits != 3072 && bits != 4096)
            return problem_with(p, "key", "an RSA key of %d bits; 3072 or 4096 are wanted", bits);
        if (!has_exponent(key->handle, RSA_EXPONENT))
            return problem_with(p, "key", "the RSA exponent is not %d", RSA_EXPONENT);
        return true;
    }
    key->type = KEY_ECDSA_P256;
    if (EVP_PKEY_is_a(key->handle, "EC") &&
        EVP_PKEY_get_group_name(key->handle, curve, sizeof curve, NULL) == 1 &&
        strcmp(curve, CURVE_NAME) == 0)
        return true;
    return problem_with(p, "key", "is neither RSA nor ECDSA on the curve P-256");
}

static bool has_line(struct span text, const char *part) {
    const char *all = span_string(text);
    return strstr(all, part) != NULL;
}

bool key_read(struct key *key, struct span pem, struct problem *p) {
    BIO *in = BIO_new_mem_buf(pem.at, (int)pem.length);
    if (in == NULL)
        fail_openssl("out of memory");
    memory_own(release_bio, in);
    key->is_private = has_line(pem, "PRIVATE KEY-----");
    if (has_line(pem, "ENCRYPTED"))
        return problem_with(p, "key", "is encrypted; decrypt it, or sign with --signer");
    key->handle = key->is_private ? PEM_read_bio_PrivateKey(in, NULL, no_password, NULL)
                                  : PEM_read_bio_PUBKEY(in, NULL, no_password, NULL);
    if (key->handle == NULL)
        return problem_with(p, "key", "is not a key in PEM: %s", last_error());
    memory_own(release_key, key->handle);
    return find_type(key, p);
}

struct key key_generate(enum key_type type) {
    struct key key = {.type = type, .is_private = true};
    if (type == KEY_ECDSA_P256)
        key.handle = EVP_EC_gen(CURVE_NAME);
    else
        key.handle = EVP_RSA_gen((unsigned)types[type].signature_size * 8);
    if (key.handle == NULL)
        fail_openssl("no key could be made");
    memory_own(release_key, key.handle);
    return key;
}

static struct span written(BIO *out, int status) {
    char *at = NULL;
    memory_own(release_bio, out);
    if (status != 1)
        fail_openssl("the key could not be written");
    long length = BIO_get_mem_data(out, &at);
    return (struct span){(const uint8_t *)at, (size_t)length};
}

struct span key_private_pem(const struct key *key) {
    BIO *out = BIO_new(BIO_s_secmem());
    return written(out, PEM_write_bio_PKCS8PrivateKey(out, key->handle, NULL, NULL, 0, NULL, NULL));
}

struct span key_public_pem(const struct key *key) {
    BIO *out = BIO_new(BIO_s_mem());
    return written(out, PEM_write_bio_PUBKEY(out, key->handle));
}

struct span key_modulus(const struct key *key) {
    size_t size = types[key->type].signature_size;
    uint8_t *value = memory_new(size);
    BIGNUM *modulus = NULL;
    if (EVP_PKEY_get_bn_param(key->handle, "n", &modulus) != 1 ||
        BN_bn2binpad(modulus, value, (int)size) < 0)
        fail_openssl("the key has no modulus");
    BN_free(modulus);
    return (struct span){value, size};
}

/* ---- Signatures ---- */

bool signature_from_der(struct span der, struct bytes *out) {
    const uint8_t *at = der.at;
    uint8_t value[2 * COORDINATE_SIZE];
    ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &at, (long)der.length);
    bool good =
        signature != NULL && at == der.at + der.length &&
        BN_bn2binpad(ECDSA_SIG_get0_r(signature), value, COORDINATE_SIZE) >= 0 &&
        BN_bn2binpad(ECDSA_SIG_get0_s(signature), value + COORDINATE_SIZE, COORDINATE_SIZE) >= 0;
    ECDSA_SIG_free(signature);
    if (good)
        bytes_append(out, value, sizeof value);
    return good;
}

static struct span signature_to_der(struct span raw) {
    ECDSA_SIG *signature = ECDSA_SIG_new();
    uint8_t *der = NULL;
    BIGNUM *r = BN_bin2bn(raw.at, COORDINATE_SIZE, NULL);
    BIGNUM *s = BN_bin2bn(raw.at + COORDINATE_SIZE, COORDINATE_SIZE, NULL);
    if (signature == NULL || r == NULL || s == NULL || ECDSA_SIG_set0(signature, r, s) != 1)
        fail_openssl("out of memory");
    int length = i2d_ECDSA_SIG(signature, &der);
    ECDSA_SIG_free(signature);
    if (length < 0)
        fail_openssl("out of memory");
    struct bytes copy = {0};
    bytes_append(&copy, der, (size_t)length);
    OPENSSL_free(der);
    return bytes_span(&copy);
}

/* Ready to sign or to verify a digest that is there already. */
static EVP_PKEY_CTX *start(const struct key *key, enum digest digest,
                           int (*begin)(EVP_PKEY_CTX *context)) {
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key->handle, NULL);
    if (context == NULL || begin(context) != 1 ||
        EVP_PKEY_CTX_set_signature_md(context, kind_of(digest)) != 1 ||
        (key->type != KEY_ECDSA_P256 &&
         EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) != 1))
        fail_openssl("the key cannot be used");
    memory_own(release_context, context);
    return context;
}

bool key_sign(const struct key *key, enum digest digest, struct span value, struct bytes *out,
              struct problem *p) {
    uint8_t signature[512];
    size_t length = sizeof signature;
    EVP_PKEY_CTX *context = start(key, digest, EVP_PKEY_sign_init);
    if (EVP_PKEY_sign(context, signature, &length, value.at, value.length) != 1)
        return problem_with(p, "key", "cannot sign: %s", last_error());
    if (key->type == KEY_ECDSA_P256)
        return signature_from_der((struct span){signature, length}, out);
    bytes_append(out, signature, length);
    return true;
}

bool key_verifies(const struct key *key, enum digest digest, struct span value,
                  struct span signature) {
    if (signature.length != types[key->type].signature_size)
        return false;
    if (key->type == KEY_ECDSA_P256)
        signature = signature_to_der(signature);
    EVP_PKEY_CTX *context = start(key, digest, EVP_PKEY_verify_init);
    return EVP_PKEY_verify(context, signature.at, signature.length, value.at, value.length) == 1;
}
