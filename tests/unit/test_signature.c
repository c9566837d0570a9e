/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Verification of signatures (hil/signature.h) by software (chips/bearssl): signatures of RFC 6979 and of
 * signature_vectors.py, the special cases of the curve among them; and that no other passes. */
#include "chips/bearssl/ecdsa.h"
#include "chips/bearssl/rsa.h"
#include "kernel/process.h"
#include "tests/unit/random.h"
#include "tests/unit/signature_vectors.h"
#include "tests/unit/unit.h"

struct client {
    unsigned calls;
    enum errorcode status;
};
static struct client client;

static void on_verified(struct client *self, enum errorcode status) {
    self->calls++;
    self->status = status;
}
static const struct signature_client client_hil =
    SIGNATURE_CLIENT(struct client, on_verified, &client);

static struct software_ecdsa ecdsa_device = SOFTWARE_ECDSA_OBJECT(&ecdsa_device, &client_hil);
static const struct signature ecdsa = SOFTWARE_ECDSA(&ecdsa_device);
static struct software_rsa rsa_device = SOFTWARE_RSA_OBJECT(&rsa_device, &client_hil);
static const struct signature rsa = SOFTWARE_RSA(&rsa_device);

static uint8_t bytes[3][RSA_BYTES_MAX];
static struct buffer key = {.bytes = bytes[0], .capacity = RSA_BYTES_MAX};
static struct buffer digest = {.bytes = bytes[1], .capacity = RSA_BYTES_MAX};
static struct buffer signed_with = {.bytes = bytes[2], .capacity = RSA_BYTES_MAX};
static const struct signature_request request = {&key, &digest, &signed_with};

static void set(struct buffer *b, const uint8_t *from, size_t length) {
    memcpy(b->bytes, from, length);
    b->length = (uint32_t)length;
}
#define SET_KEY(from) set(&key, from, sizeof(from))
#define SET_DIGEST(from) set(&digest, from, sizeof(from))
#define SET_SIGNATURE(from) set(&signed_with, from, sizeof(from))
#define SET(name) (SET_KEY(name##_key), SET_DIGEST(name##_digest), SET_SIGNATURE(name##_signature))

static bool passes(const struct signature *device) {
    unsigned before = client.calls;
    assert_int_equal(signature_verify(device, &request), OK);
    assert_int_equal(client.calls, before); /* never from inside a call */
    while ((kernel.work & WORK_DEFERRED) != 0) {
        deferred_call_run();
    }
    assert_int_equal(client.calls, before + 1);
    assert_true(client.status == OK || client.status == ERR_FAIL);
    return client.status == OK;
}

/* ---- ECDSA P-256 ---- */

/* RFC 6979, A.2.5: the message "sample", SHA-256. */
static const uint8_t rfc_key[64] = {
    0x60, 0xFE, 0xD4, 0xBA, 0x25, 0x5A, 0x9D, 0x31, 0xC9, 0x61, 0xEB, 0x74, 0xC6, 0x35, 0x6D, 0x68,
    0xC0, 0x49, 0xB8, 0x92, 0x3B, 0x61, 0xFA, 0x6C, 0xE6, 0x69, 0x62, 0x2E, 0x60, 0xF2, 0x9F, 0xB6,
    0x79, 0x03, 0xFE, 0x10, 0x08, 0xB8, 0xBC, 0x99, 0xA4, 0x1A, 0xE9, 0xE9, 0x56, 0x28, 0xBC, 0x64,
    0xF2, 0xF1, 0xB2, 0x0C, 0x2D, 0x7E, 0x9F, 0x51, 0x77, 0xA3, 0xC2, 0x94, 0xD4, 0x46, 0x22, 0x99,
};
static const uint8_t rfc_digest[32] = {
    0xAF, 0x2B, 0xDB, 0xE1, 0xAA, 0x9B, 0x6E, 0xC1, 0xE2, 0xAD, 0xE1, 0xD6, 0x94, 0xF4, 0x1F, 0xC7,
    0x1A, 0x83, 0x1D, 0x02, 0x68, 0xE9, 0x89, 0x15, 0x62, 0x11, 0x3D, 0x8A, 0x62, 0xAD, 0xD1, 0xBF,
};
static const uint8_t rfc_signature[64] = {
    0xEF, 0xD4, 0x8B, 0x2A, 0xAC, 0xB6, 0xA8, 0xFD, 0x11, 0x40, 0xDD, 0x9C, 0xD4, 0x5E, 0x81, 0xD6,
    0x9D, 0x2C, 0x87, 0x7B, 0x56, 0xAA, 0xF9, 0x91, 0xC3, 0x4D, 0x0E, 0xA8, 0x4E, 0xAF, 0x37, 0x16,
    0xF7, 0xCB, 0x1C, 0x94, 0x2D, 0x65, 0x7C, 0x41, 0xD4, 0x36, 0xC7, 0xA1, 0xB6, 0xE2, 0x9F, 0x65,
    0xF3, 0xE9, 0x00, 0xDB, 0xB9, 0xAF, 0xF4, 0x06, 0x4D, 0xC4, 0xAB, 0x2F, 0x84, 0x3A, 0xCD, 0xA8,
};

TEST(test_a_signature_on_p256_passes) {
    SET(rfc);
    assert_true(passes(&ecdsa));
    SET(p256_plain);
    assert_true(passes(&ecdsa));
}

TEST(test_special_cases_of_the_curve) {
    SET(p256_large_digest); /* above the order of the curve */
    assert_true(passes(&ecdsa));
    SET(p256_zero_digest);
    assert_true(passes(&ecdsa));
    SET(p256_key_g); /* the table adds a point to itself */
    assert_true(passes(&ecdsa));
    SET(p256_key_minus_g); /* the table holds infinity */
    assert_true(passes(&ecdsa));
    SET(p256_large_x); /* x is r + n */
    assert_true(passes(&ecdsa));
    SET(p256_infinity); /* the sum has no x at all */
    assert_false(passes(&ecdsa));
}

TEST(test_of_a_longer_digest_the_first_bytes_count) {
    SET(rfc);
    digest.length = 64;
    memset(digest.bytes + 32, 0xA5, 32);
    assert_true(passes(&ecdsa));
}

/* 2^256 verifications are too many; of each of the three parts, a bit of every byte. */
TEST(test_whoever_changes_a_bit_has_no_signature) {
    struct random r = random_from(3);
    struct buffer *const parts[] = {&key, &digest, &signed_with};
    for (unsigned part = 0; part < COUNT_OF(parts); part++) {
        SET(rfc);
        for (uint32_t i = 0; i < parts[part]->length; i++) {
            UNIT_CONTEXT("part %u, byte %u", part, i);
            uint8_t change = (uint8_t)(1u << random_below(&r, 8));
            parts[part]->bytes[i] ^= change;
            assert_false(passes(&ecdsa));
            parts[part]->bytes[i] ^= change;
        }
    }
    assert_true(passes(&ecdsa));
}

static const uint8_t order[32] = {
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
};

TEST(test_r_and_s_of_zero_or_too_large_are_refused) {
    static const uint8_t zero[32];
    static const uint8_t ones[32] = {[0 ... 31] = 0xff};
    const uint8_t *const wrong[] = {zero, order, ones};
    for (unsigned i = 0; i < COUNT_OF(wrong); i++) {
        for (unsigned at = 0; at <= 32; at += 32) {
            SET(rfc);
            memcpy(signed_with.bytes + at, wrong[i], 32);
            assert_false(passes(&ecdsa));
        }
    }
}

TEST(test_s_and_its_opposite_both_pass) { /* as in FIPS 186-4: signatures are not unique */
    SET(rfc);
    unsigned borrow = 0;
    for (unsigned i = 32; i-- > 0;) {
        unsigned difference = order[i] - borrow - signed_with.bytes[32 + i];
        signed_with.bytes[32 + i] = (uint8_t)difference;
        borrow = difference >> 8 & 1;
    }
    assert_true(passes(&ecdsa));
}

TEST(test_what_is_no_point_of_the_curve_is_no_key) {
    SET(rfc);
    memset(key.bytes, 0, 64);
    assert_false(passes(&ecdsa));
    memset(key.bytes, 0xff, 64);
    assert_false(passes(&ecdsa));
}

TEST(test_p256_refuses_other_lengths) {
    SET(rfc);
    struct buffer *const parts[] = {&key, &digest, &signed_with};
    for (unsigned part = 0; part < COUNT_OF(parts); part++) {
        parts[part]->length--;
        assert_int_equal(signature_verify(&ecdsa, &request), ERR_SIZE);
        parts[part]->length++;
    }
    key.length++;
    assert_int_equal(signature_verify(&ecdsa, &request), ERR_SIZE);
    key.length--;
    assert_int_equal(signature_verify(&ecdsa, NULL), ERR_INVAL);
    const struct signature_request nothing = {&key, NULL, &signed_with};
    assert_int_equal(signature_verify(&ecdsa, &nothing), ERR_INVAL);
    assert_int_equal(client.calls, 0);
    assert_true(passes(&ecdsa));
}

TEST(test_one_verification_at_a_time) {
    SET(rfc);
    assert_int_equal(signature_verify(&ecdsa, &request), OK);
    assert_int_equal(signature_verify(&ecdsa, &request), ERR_BUSY);
    deferred_call_run();
    assert_int_equal(signature_verify(&ecdsa, &request), ERR_BUSY);
    while ((kernel.work & WORK_DEFERRED) != 0) {
        deferred_call_run();
    }
    assert_int_equal(client.calls, 1);
    assert_int_equal(client.status, OK);
}

/* Windows that grow, or lie at the end of their bytes, once the device has them. */
static void verify_while_windows_change(const struct signature *device) {
    struct buffer *const parts[] = {&key, &digest, &signed_with};
    assert_int_equal(signature_verify(device, &request), OK);
    for (unsigned turn = 0; (kernel.work & WORK_DEFERRED) != 0; turn++) {
        for (unsigned part = 0; part < COUNT_OF(parts); part++) {
            buffer_window(parts[part], turn % 2 == 0 ? 0 : RSA_BYTES_MAX, RSA_BYTES_MAX);
        }
        deferred_call_run();
    }
    assert_int_equal(client.status, OK);
}

TEST(test_the_windows_that_count_are_those_of_the_call) {
    SET(rfc);
    verify_while_windows_change(&ecdsa);
    buffer_clear(&key);
    buffer_clear(&digest);
    buffer_clear(&signed_with);
    SET_DIGEST(rsa_digest);
    SET_KEY(rsa3072_key);
    SET_SIGNATURE(rsa3072_signature);
    verify_while_windows_change(&rsa);
    assert_int_equal(client.calls, 2);
}

/* ---- RSA ---- */

static void set_rsa(uint32_t bits) {
    SET_DIGEST(rsa_digest);
    if (bits == 3072) {
        SET_KEY(rsa3072_key);
        SET_SIGNATURE(rsa3072_signature);
    } else {
        SET_KEY(rsa4096_key);
        SET_SIGNATURE(rsa4096_signature);
    }
}

TEST(test_a_signature_of_rsa_passes) {
    for (uint32_t bits = 3072; bits <= 4096; bits += 1024) {
        set_rsa(bits);
        assert_true(passes(&rsa));
    }
}

TEST(test_whoever_changes_a_bit_has_no_signature_of_rsa) {
    struct random r = random_from(4);
    for (uint32_t bits = 3072; bits <= 4096; bits += 1024) {
        set_rsa(bits);
        struct buffer *const parts[] = {&key, &digest, &signed_with};
        for (unsigned i = 0; i < 60; i++) {
            struct buffer *part = parts[i % 3];
            uint32_t at = random_below(&r, part->length);
            UNIT_CONTEXT("%u bits, part %u, byte %u", bits, i % 3, at);
            part->bytes[at] ^= 0x10;
            assert_false(passes(&rsa));
            part->bytes[at] ^= 0x10;
        }
        assert_true(passes(&rsa));
    }
}

TEST(test_numbers_that_are_no_signature_of_rsa) {
    set_rsa(4096);
    memcpy(signed_with.bytes, rsa4096_key, sizeof rsa4096_key); /* not below the modulus */
    assert_false(passes(&rsa));
    memset(signed_with.bytes, 0, 512); /* 0 and 1 are their own powers */
    assert_false(passes(&rsa));
    signed_with.bytes[511] = 1;
    assert_false(passes(&rsa));
    set_rsa(4096);
    key.bytes[511] &= 0xFE; /* an even modulus */
    assert_false(passes(&rsa));
    set_rsa(4096);
    memset(key.bytes, 0, 512);
    assert_false(passes(&rsa));
}

TEST(test_rsa_refuses_other_lengths) {
    set_rsa(4096);
    signed_with.length = 384;
    assert_int_equal(signature_verify(&rsa, &request), ERR_SIZE);
    key.length = 383;
    signed_with.length = 383;
    assert_int_equal(signature_verify(&rsa, &request), ERR_SIZE);
    key.length = 0;
    signed_with.length = 0;
    assert_int_equal(signature_verify(&rsa, &request), ERR_SIZE);
    set_rsa(4096);
    digest.length = 32;
    assert_int_equal(signature_verify(&rsa, &request), ERR_SIZE);
    assert_int_equal(client.calls, 0);
}
