/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Drivers 0x40003, 0x40005, 0x40006 and 0x99999 (ABI 7.7; docs/crypto.md), over the software that boards
 * have: vectors of FIPS 180-4, RFC 4231, RFC 2202 and SP 800-38A; several processes at once; and buffers,
 * commands and processes that are not as they should be. */
#include "capsules/syscall/aes.h"
#include "capsules/syscall/encryption_oracle.h"
#include "capsules/syscall/hmac.h"
#include "capsules/syscall/sha.h"
#include "chips/bearssl/aes.h"
#include "chips/bearssl/digest.h"
#include "chips/bearssl/hmac.h"
#include "tests/unit/capsules.h"

#include <stdio.h>

/* ---- The board ---- */

extern struct sha_driver sha_driver;
extern struct hmac_driver hmac_driver;
extern struct aes_driver aes_driver;
extern struct encryption_oracle oracle;
#define DRIVERS(X)                                                                                 \
    X(SHA, DRIVER_SHA, struct sha_driver, &sha_driver, sha_driver_command, &sha_apps_layout)       \
    X(HMAC, DRIVER_HMAC, struct hmac_driver, &hmac_driver, hmac_driver_command, &hmac_apps_layout) \
    X(AES, DRIVER_AES, struct aes_driver, &aes_driver, aes_driver_command, &aes_apps_layout)       \
    X(ORACLE, DRIVER_ENCRYPTION_ORACLE, struct encryption_oracle, &oracle,                         \
      encryption_oracle_command, &oracle_apps_layout)
DRIVER_INDICES(DRIVERS);
DRIVER_TABLE(DRIVERS);

#define PIECE 128
BUFFER(sha_piece, PIECE);
BUFFER(sha_out, DIGEST_BYTES_MAX);
static const struct digest_client sha_client =
    DIGEST_CLIENT(struct sha_driver, sha_driver_added, sha_driver_finished, &sha_driver);
static struct software_digest sha_device = SOFTWARE_SHA2_OBJECT(&sha_device, &sha_client);
static const struct digest sha_hil = SOFTWARE_SHA2(&sha_device);
struct sha_driver sha_driver =
    SHA_DRIVER(&sha_driver, &sha_hil, sha_piece, PIECE, sha_out, DIGEST_BYTES_MAX, SHA);

BUFFER(hmac_piece, PIECE);
BUFFER(hmac_out, HMAC_BYTES_MAX);
static const struct hmac_client hmac_client =
    HMAC_CLIENT(struct hmac_driver, hmac_driver_added, hmac_driver_finished, &hmac_driver);
static struct software_hmac hmac_device = SOFTWARE_HMAC_OBJECT(&hmac_device, &hmac_client);
static const struct hmac hmac_hil = SOFTWARE_HMAC(&hmac_device);
struct hmac_driver hmac_driver =
    HMAC_DRIVER(&hmac_driver, &hmac_hil, hmac_piece, PIECE, hmac_out, HMAC_BYTES_MAX, HMAC);

BUFFER(aes_key, AES_KEY_BYTES);
BUFFER(aes_vector, AES_BLOCK_BYTES);
BUFFER(aes_piece, PIECE);
BUFFER(aes_blocks, PIECE);
BUFFER(aes_code, AES_BLOCK_BYTES);
static const struct aes_client aes_client =
    AES_CLIENT(struct aes_driver, aes_driver_done, &aes_driver);
static struct software_aes aes_device = SOFTWARE_AES_OBJECT(&aes_device, &aes_client);
static const struct aes aes_hil = SOFTWARE_AES(&aes_device);
struct aes_driver aes_driver =
    AES_DRIVER(&aes_driver, &aes_hil, aes_key, AES_KEY_BYTES, aes_vector, AES_BLOCK_BYTES,
               aes_piece, aes_blocks, PIECE, aes_code, AES_BLOCK_BYTES, AES);

/* The key of SP 800-38A. */
CONSTANT_BUFFER(oracle_key, 0x2b, 0x7e, 0x15, 0x16, 0x28, 0xae, 0xd2, 0xa6, 0xab, 0xf7, 0x15, 0x88,
                0x09, 0xcf, 0x4f, 0x3c);
BUFFER(oracle_vector, AES_BLOCK_BYTES);
BUFFER(oracle_piece, PIECE);
static const struct aes_client oracle_client =
    AES_CLIENT(struct encryption_oracle, encryption_oracle_done, &oracle);
static struct software_aes oracle_device = SOFTWARE_AES_OBJECT(&oracle_device, &oracle_client);
static const struct aes oracle_hil = SOFTWARE_AES(&oracle_device);
struct encryption_oracle oracle = ENCRYPTION_ORACLE(
    &oracle, &oracle_hil, &oracle_key, oracle_vector, AES_BLOCK_BYTES, oracle_piece, PIECE, ORACLE);

/* ---- Processes ---- */

/* Where their buffers are, from ram_of. */
enum {
    KEY = 0,
    DATA = 256,
    OUT = 512,
    OTHER = 768,
};

static void start(uint32_t apps) {
    boot_apps(apps);
    for (uint32_t i = 0; i < apps; i++) {
        subscribe_all(machine_process(i), DRIVER_SHA, 1);
        subscribe_all(machine_process(i), DRIVER_HMAC, 2);
        subscribe_all(machine_process(i), DRIVER_AES, 1);
        subscribe_all(machine_process(i), DRIVER_ENCRYPTION_ORACLE, 1);
    }
}

/* Writes what the hexadecimal digits say. Returns how many bytes. */
static uint32_t put_hex(uint32_t slot, uint32_t at, const char *digits) {
    uint8_t *to = bytes_at(ram_of(machine_process(slot)) + at);
    uint32_t length = (uint32_t)strlen(digits) / 2;
    for (uint32_t i = 0; i < length; i++) {
        unsigned byte;
        assert_int_equal(sscanf(&digits[2 * i], "%2x", &byte), 1);
        to[i] = (uint8_t)byte;
    }
    return length;
}

static void ro(uint32_t slot, uint32_t driver, uint32_t number, uint32_t at, uint32_t length) {
    struct process *p = machine_process(slot);
    struct call c = allow_ro(p, driver, number, ram_of(p) + at, length);
    assert_int_equal(c.r[0], RETURN_SUCCESS_2U32);
}

static void rw(uint32_t slot, uint32_t driver, uint32_t number, uint32_t at, uint32_t length) {
    struct process *p = machine_process(slot);
    struct call c = allow_rw(p, driver, number, ram_of(p) + at, length);
    assert_int_equal(c.r[0], RETURN_SUCCESS_2U32);
}

static void ro_hex(uint32_t slot, uint32_t driver, uint32_t number, uint32_t at,
                   const char *digits) {
    ro(slot, driver, number, at, put_hex(slot, at, digits));
}

static void do_command(uint32_t slot, uint32_t driver, uint32_t number, uint32_t a, uint32_t b) {
    struct call c = command(machine_process(slot), driver, number, a, b);
    assert_success(c);
}

static void fail_command(uint32_t slot, uint32_t driver, uint32_t number, uint32_t a,
                         enum errorcode error) {
    struct call c = command(machine_process(slot), driver, number, a, 1);
    assert_failure(c, (uint32_t)error);
}

static void run(void) {
    for (unsigned i = 0; (kernel.work & WORK_DEFERRED) != 0; i++) {
        assert_true(i < 1000);
        deferred_call_run();
    }
}

static void expect_hex(uint32_t slot, uint32_t at, const char *digits) {
    char got[512];
    const uint8_t *from = bytes_at(ram_of(machine_process(slot)) + at);
    for (uint32_t i = 0; 2 * i < strlen(digits); i++) {
        snprintf(&got[2 * i], 3, "%02x", from[i]);
    }
    assert_string_equal(got, digits);
}

static void expect_upcall(uint32_t slot, uint32_t number, enum errorcode status, uint32_t value) {
    assert_int_equal(queued(machine_process(slot)), 1);
    assert_given(machine_process(slot), number, (uint32_t)status, value, 0);
}

/* The process's buffers hold nothing that was anybody's. */
static void expect_wiped(void) {
    static const uint8_t zeros[PIECE];
    assert_memory_equal(sha_piece_bytes, zeros, sizeof sha_piece_bytes);
    assert_memory_equal(sha_out_bytes, zeros, sizeof sha_out_bytes);
    assert_memory_equal(hmac_piece_bytes, zeros, sizeof hmac_piece_bytes);
    assert_memory_equal(hmac_out_bytes, zeros, sizeof hmac_out_bytes);
    assert_memory_equal(aes_key_bytes, zeros, sizeof aes_key_bytes);
    assert_memory_equal(aes_piece_bytes, zeros, sizeof aes_piece_bytes);
    assert_memory_equal(aes_blocks_bytes, zeros, sizeof aes_blocks_bytes);
    assert_memory_equal(aes_code_bytes, zeros, sizeof aes_code_bytes);
    assert_true(aes_driver.seal.key[0] == 0 && aes_driver.seal.hash[0] == 0);
    assert_memory_equal(oracle_piece_bytes, zeros, sizeof oracle_piece_bytes);
    for (unsigned i = 0; i < COUNT_OF(hmac_driver.session.state.words); i++) {
        assert_true(hmac_driver.session.state.words[i] == 0);
    }
}

/* ---- Digests ---- */

static void expect_digest(uint32_t algorithm, uint32_t length, const char *digits) {
    do_command(0, DRIVER_SHA, 1, algorithm, 0);
    rw(0, DRIVER_SHA, 0, OUT, length);
    do_command(0, DRIVER_SHA, 2, 0, 0);
    assert_int_equal(queued(machine_process(0)), 0); /* never at once */
    run();
    expect_upcall(0, 0, OK, 0);
    expect_hex(0, OUT, digits);
    expect_wiped();
}

TEST(test_digests_of_abc) {
    start(1);
    ro_hex(0, DRIVER_SHA, 0, DATA, "616263");
    expect_digest(0, 32, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect_digest(1, 48,
                  "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
                  "8086072ba1e7cc2358baeca134c825a7");
    expect_digest(2, 64,
                  "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                  "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

TEST(test_a_digest_of_more_than_a_piece_and_of_nothing) {
    start(1);
    memset(bytes_at(ram_of(machine_process(0)) + DATA), 'a', 256);
    ro(0, DRIVER_SHA, 0, DATA, 200);
    expect_digest(0, 32, "c2a908d98f5df987ade41b5fce213067efbcc21ef2240212a41e54b5e7c28ae5");
    ro(0, DRIVER_SHA, 0, DATA, 0);
    expect_digest(0, 32, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(test_what_a_digest_refuses) {
    start(1);
    do_command(0, DRIVER_SHA, 0, 0, 0);
    fail_command(0, DRIVER_SHA, 1, 3, ERR_NOSUPPORT);
    fail_command(0, DRIVER_SHA, 3, 0, ERR_NOSUPPORT);
    rw(0, DRIVER_SHA, 0, OUT, 33); /* has to be 32 (ABI 7.7) */
    do_command(0, DRIVER_SHA, 2, 0, 0);
    fail_command(0, DRIVER_SHA, 2, 0, ERR_NOMEM);
    fail_command(0, DRIVER_SHA, 1, 1, ERR_BUSY);
    run();
    expect_upcall(0, 0, ERR_NOMEM, 0);
}

TEST(test_a_buffer_that_shrinks_while_it_is_read) {
    start(1);
    ro(0, DRIVER_SHA, 0, DATA, 200);
    rw(0, DRIVER_SHA, 0, OUT, 32);
    do_command(0, DRIVER_SHA, 2, 0, 0);
    deferred_call_run();
    ro(0, DRIVER_SHA, 0, DATA, 10);
    run();
    expect_upcall(0, 0, ERR_SIZE, 0);
    expect_wiped();
}

static void run_until_told(uint32_t slot) {
    for (unsigned i = 0; queued(machine_process(slot)) == 0; i++) {
        assert_true(i < 100);
        deferred_call_run();
    }
}

TEST(test_who_was_served_waits_behind_all_others) {
    start(3);
    for (uint32_t i = 0; i < 3; i++) {
        ro_hex(i, DRIVER_SHA, 0, DATA, "616263");
        rw(i, DRIVER_SHA, 0, OUT, 32);
        do_command(i, DRIVER_SHA, 2, 0, 0);
    }
    for (uint32_t i = 0; i < 3; i++) {
        run_until_told(i);
        do_command(i, DRIVER_SHA, 2, 0, 0); /* again, at once */
    }
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(queued(machine_process(i)), 1);
    }
    run();
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(queued(machine_process(i)), 2);
    }
}

TEST(test_a_process_that_ends_while_it_is_served) {
    start(2);
    for (uint32_t i = 0; i < 2; i++) {
        ro_hex(i, DRIVER_SHA, 0, DATA, "616263");
        rw(i, DRIVER_SHA, 0, OUT, 32);
        do_command(i, DRIVER_SHA, 2, 0, 0);
    }
    deferred_call_run();
    process_fault(machine_process(0), FAULT_STACK_POINTER);
    run();
    expect_upcall(1, 0, OK, 0);
    expect_hex(1, OUT, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/* ---- Authentication codes ---- */

static void expect_code(uint32_t algorithm, const char *code) {
    do_command(0, DRIVER_HMAC, 0, algorithm, 0);
    rw(0, DRIVER_HMAC, 2, OUT, 64);
    do_command(0, DRIVER_HMAC, 1, 0, 0);
    run();
    unsigned first;
    assert_int_equal(sscanf(code, "%2x", &first), 1);
    expect_upcall(0, 0, OK, first);
    expect_hex(0, OUT, code);
    expect_wiped();
}

/* "Jefe", "what do ya want for nothing?": RFC 4231 4.3, RFC 2202 3. */
static void jefe(uint32_t slot) {
    ro_hex(slot, DRIVER_HMAC, 0, KEY, "4a656665");
    ro_hex(slot, DRIVER_HMAC, 1, DATA, "7768617420646f2079612077616e7420666f72206e6f7468696e673f");
}
#define JEFE_256 "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"

TEST(test_codes_of_every_algorithm) {
    start(1);
    jefe(0);
    expect_code(0, JEFE_256);
    expect_code(1, "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
                   "8e2240ca5e69e2c78b3239ecfab21649");
    expect_code(2, "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                   "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737");
    expect_code(4, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
}

TEST(test_a_key_longer_than_a_block) {
    start(1);
    /* RFC 2202 3, test case 6: 80 times 0xaa, "Test Using Larger Than Block-Size Key - Hash Key First" */
    memset(bytes_at(ram_of(machine_process(0)) + KEY), 0xAA, 128);
    ro(0, DRIVER_HMAC, 0, KEY, 80);
    ro_hex(
        0, DRIVER_HMAC, 1, DATA,
        "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d204861736820"
        "4b6579204669727374");
    expect_code(4, "aa4ae5e15272d00e95705637ce8a3b55ed402112");
    ro(0, DRIVER_HMAC, 0, KEY, 129);
    do_command(0, DRIVER_HMAC, 1, 0, 0);
    run();
    expect_upcall(0, 0, ERR_SIZE, 0);
}

/* Two processes make a code each, of the same, in pieces that come in turn. */
TEST(test_several_codes_are_open_at_once) {
    start(2);
    for (uint32_t i = 0; i < 2; i++) {
        jefe(i);
        rw(i, DRIVER_HMAC, 2, OUT, 32);
        fail_command(i, DRIVER_HMAC, 3, 0, ERR_OFF);
    }
    const uint32_t cuts[] = {0, 5, 28};
    for (unsigned part = 0; part + 1 < COUNT_OF(cuts); part++) {
        for (uint32_t i = 0; i < 2; i++) {
            ro(i, DRIVER_HMAC, 1, DATA + cuts[part], cuts[part + 1] - cuts[part]);
            do_command(i, DRIVER_HMAC, 2, 0, 0);
            fail_command(i, DRIVER_HMAC, 2, 0, ERR_NOMEM);
        }
        run();
        expect_upcall(0, 0, OK, 0);
        expect_upcall(1, 0, OK, 0);
        expect_wiped();
    }
    do_command(1, DRIVER_HMAC, 3, 0, 0);
    do_command(0, DRIVER_HMAC, 3, 0, 0);
    run();
    for (uint32_t i = 0; i < 2; i++) {
        expect_upcall(i, 0, OK, 0x5B);
        expect_hex(i, OUT, JEFE_256);
        fail_command(i, DRIVER_HMAC, 3, 0, ERR_OFF);
    }
}

/* On a second upcall (ABI D13). */
TEST(test_codes_are_compared) {
    start(1);
    jefe(0);
    ro_hex(0, DRIVER_HMAC, 2, OTHER, JEFE_256);
    do_command(0, DRIVER_HMAC, 4, 0, 0);
    run();
    expect_upcall(0, 1, OK, 1);
    ro(0, DRIVER_HMAC, 2, OTHER, 31);
    do_command(0, DRIVER_HMAC, 4, 0, 0);
    run();
    expect_upcall(0, 1, OK, 0);
    *bytes_at(ram_of(machine_process(0)) + OTHER + 31) ^= 1;
    ro(0, DRIVER_HMAC, 2, OTHER, 32);
    do_command(0, DRIVER_HMAC, 2, 0, 0);
    run();
    expect_upcall(0, 0, OK, 0);
    do_command(0, DRIVER_HMAC, 5, 0, 0);
    run();
    expect_upcall(0, 1, OK, 0);
}

TEST(test_what_a_code_refuses) {
    start(1);
    fail_command(0, DRIVER_HMAC, 0, 3, ERR_NOSUPPORT);
    fail_command(0, DRIVER_HMAC, 0, 5, ERR_NOSUPPORT);
    fail_command(0, DRIVER_HMAC, 6, 0, ERR_NOSUPPORT);
    fail_command(0, DRIVER_HMAC, 5, 0, ERR_OFF);
    jefe(0);
    do_command(0, DRIVER_HMAC, 2, 0, 0);
    run();
    expect_upcall(0, 0, OK, 0);
    do_command(0, DRIVER_HMAC, 0, 0, 0); /* forgets what is open */
    fail_command(0, DRIVER_HMAC, 3, 0, ERR_OFF);
}

/* ---- AES: SP 800-38A, F.1.1, F.2.1, F.5.1 ---- */

#define KEY_38A "2b7e151628aed2a6abf7158809cf4f3c"
#define PLAIN_38A                      \
    "6bc1bee22e409f96e93d7e117393172a" \
    "ae2d8a571e03ac9c9eb76fac45af8e51" \
    "30c81c46a35ce411e5fbc1191a0a52ef" \
    "f69f2445df4f9b17ad2b417be66c3710"

static const struct {
    const char *vector, *out;
} modes[] = {
    [0] = {"f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff", "874d6191b620e3261bef6864990db6ce"
                                               "9806f66b7970fdff8617187bb9fffdff"
                                               "5ae4df3edbd5d35e5b4f09020db03eab"
                                               "1e031dda2fbe03d1792170a0f3009cee"},
    [1] = {"000102030405060708090a0b0c0d0e0f", "7649abac8119b246cee98e9b12e9197d"
                                               "5086cb9b507219ee95db113a917678b2"
                                               "73bed6b8e3c1743b7116e69e22229516"
                                               "3ff1caa1681fac09120eca307586e1a7"},
    [2] = {"", "3ad77bb40d7a3660a89ecaf32466ef97"
               "f5d3d58503b9699de785895a96fdbaaf"
               "43b1cd7f598ece23881b00e3ed030688"
               "7b0c785e27e8ad3f8223207104725dd4"},
};

static void set_up(uint32_t slot, uint32_t mode, bool encrypts, const char *source) {
    do_command(slot, DRIVER_AES, 1, mode, encrypts);
    ro_hex(slot, DRIVER_AES, 0, KEY, KEY_38A);
    ro_hex(slot, DRIVER_AES, 1, OTHER, modes[mode].vector);
    ro_hex(slot, DRIVER_AES, 2, DATA, source);
    rw(slot, DRIVER_AES, 0, OUT, 64);
}

TEST(test_every_mode_both_ways) {
    start(1);
    for (uint32_t mode = 0; mode < COUNT_OF(modes); mode++) {
        for (uint32_t encrypts = 0; encrypts < 2; encrypts++) {
            UNIT_CONTEXT("mode %u, %u", mode, encrypts);
            set_up(0, mode, encrypts != 0, encrypts != 0 ? PLAIN_38A : modes[mode].out);
            do_command(0, DRIVER_AES, 2, 0, 0);
            run();
            expect_upcall(0, 0, OK, 64);
            expect_hex(0, OUT, encrypts != 0 ? modes[mode].out : PLAIN_38A);
            expect_wiped();
            do_command(0, DRIVER_AES, 4, 0, 0);
        }
    }
}

/* As programs of libtock-c do it: set up with the first half, go on with the second; others are at it. */
TEST(test_halves_of_several_processes) {
    start(3);
    for (uint32_t i = 0; i < 3; i++) {
        set_up(i, i, true, PLAIN_38A);
        fail_command(i, DRIVER_AES, 3, 0, ERR_OFF);
    }
    for (uint32_t half = 0; half < 64; half += 32) {
        for (uint32_t i = 0; i < 3; i++) {
            ro(i, DRIVER_AES, 2, DATA + half, 32);
            rw(i, DRIVER_AES, 0, OUT + half, 32);
            do_command(i, DRIVER_AES, half == 0 ? 2 : 3, 0, 0);
            fail_command(i, DRIVER_AES, 3, 0, ERR_NOMEM);
        }
        run();
        for (uint32_t i = 0; i < 3; i++) {
            expect_upcall(i, 0, OK, 32);
        }
    }
    for (uint32_t i = 0; i < 3; i++) {
        expect_hex(i, OUT, modes[i].out);
        do_command(i, DRIVER_AES, 4, 0, 0);
        fail_command(i, DRIVER_AES, 4, 0, ERR_OFF);
    }
    expect_wiped();
}

TEST(test_a_text_of_any_length_in_counter_mode) {
    start(1);
    set_up(0, 0, true, PLAIN_38A);
    ro(0, DRIVER_AES, 2, DATA, 37);
    memset(bytes_at(ram_of(machine_process(0)) + OUT), 0xEE, 64);
    do_command(0, DRIVER_AES, 2, 0, 0);
    run();
    expect_upcall(0, 0, OK, 37);
    expect_hex(0, OUT,
               "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff5ae4df3edb"
               "eeeeee");
}

TEST(test_what_aes_refuses) {
    start(1);
    do_command(0, DRIVER_AES, 0, 0, 0);
    fail_command(0, DRIVER_AES, 2, 0, ERR_INVAL); /* no mode yet */
    fail_command(0, DRIVER_AES, 1, 5, ERR_NOSUPPORT);
    fail_command(0, DRIVER_AES, 9, 0, ERR_NOSUPPORT);
    do_command(0, DRIVER_AES, 1, 1, 1);
    fail_command(0, DRIVER_AES, 2, 0, ERR_RESERVE); /* no key */
    ro(0, DRIVER_AES, 0, KEY, 15);
    fail_command(0, DRIVER_AES, 2, 0, ERR_SIZE);
    set_up(0, 1, true, PLAIN_38A);
    ro(0, DRIVER_AES, 1, OTHER, 0);
    fail_command(0, DRIVER_AES, 2, 0, ERR_RESERVE); /* no vector */
    set_up(0, 1, true, PLAIN_38A);
    ro(0, DRIVER_AES, 2, DATA, 33);
    fail_command(0, DRIVER_AES, 2, 0, ERR_SIZE); /* not in blocks */
    ro(0, DRIVER_AES, 2, DATA, 64);
    rw(0, DRIVER_AES, 0, OUT, 63);
    fail_command(0, DRIVER_AES, 2, 0, ERR_SIZE); /* no room */
    rw(0, DRIVER_AES, 0, OUT, 64);
    do_command(0, DRIVER_AES, 2, 0, 0);
    rw(0, DRIVER_AES, 0, OUT, 8); /* none any more */
    run();
    expect_upcall(0, 0, ERR_SIZE, 8);
    expect_wiped();
}

/* ---- AES that authenticates: SP 800-38C, C.1 to C.3; test cases 2 and 4 of GCM's specification ---- */

static const struct sealed {
    uint32_t mode;
    const char *key, *nonce, *head, *text, *out, *tag;
} sealed[] = {
    {3, "404142434445464748494a4b4c4d4e4f", "10111213141516", "0001020304050607", "20212223",
     "7162015b", "4dac255d"},
    {3, "404142434445464748494a4b4c4d4e4f", "1011121314151617", "000102030405060708090a0b0c0d0e0f",
     "202122232425262728292a2b2c2d2e2f", "d2a1f0e051ea5f62081a7792073d593d", "1fc64fbfaccd"},
    {3, "404142434445464748494a4b4c4d4e4f", "101112131415161718191a1b",
     "000102030405060708090a0b0c0d0e0f10111213", "202122232425262728292a2b2c2d2e2f3031323334353637",
     "e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5", "484392fbc1b09951"},
    {4, "00000000000000000000000000000000", "000000000000000000000000", "",
     "00000000000000000000000000000000", "0388dace60b6a392f328c2b971b2fe78",
     "ab6e47d42cec13bdf53a67b21257bddf"},
    {4, "feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
     "feedfacedeadbeeffeedfacedeadbeefabaddad2",
     "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b5"
     "25b16aedf5aa0de657ba637b39",
     "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa"
     "051ba30b396a0aac973d58e091",
     "5bc94fbc3221a5db94fae95ae7121a47"},
};

static uint32_t bytes_in(const char *digits) {
    return (uint32_t)strlen(digits) / 2;
}

/* The source is a byte that is neither, the head, the text, and the tag if it is to be opened. Returns how
 * long the text is. */
static uint32_t set_sealed(uint32_t slot, const struct sealed *s, bool seals) {
    uint32_t at = DATA + 1;
    do_command(slot, DRIVER_AES, 1, s->mode, seals);
    do_command(slot, DRIVER_AES, 5, 1, 0);
    do_command(slot, DRIVER_AES, 6, 1 + bytes_in(s->head), 0);
    do_command(slot, DRIVER_AES, 7, bytes_in(s->tag), 0);
    do_command(slot, DRIVER_AES, 8, 1, 0);
    ro_hex(slot, DRIVER_AES, 0, KEY, s->key);
    ro_hex(slot, DRIVER_AES, 1, OTHER, s->nonce);
    at += put_hex(slot, at, s->head);
    at += put_hex(slot, at, seals ? s->text : s->out);
    at += put_hex(slot, at, seals ? "" : s->tag);
    ro(slot, DRIVER_AES, 2, DATA, at - DATA);
    memset(bytes_at(ram_of(machine_process(slot)) + OUT), 0xA5, 256);
    rw(slot, DRIVER_AES, 0, OUT, 256);
    return bytes_in(s->text);
}

static void expect_sealed(uint32_t slot, enum errorcode status, uint32_t done, uint32_t valid) {
    assert_int_equal(queued(machine_process(slot)), 1);
    assert_given(machine_process(slot), 0, (uint32_t)status, done, valid);
    expect_wiped();
}

TEST(test_texts_are_sealed_and_opened) {
    start(2);
    for (unsigned i = 0; i < COUNT_OF(sealed); i++) {
        UNIT_CONTEXT("number %u", i);
        const struct sealed *s = &sealed[i];
        uint32_t text_at = OUT + 1 + bytes_in(s->head);
        uint32_t length = set_sealed(0, s, true);
        (void)set_sealed(1, s, false);
        do_command(0, DRIVER_AES, 2, 0, 0);
        do_command(1, DRIVER_AES, 2, 0, 0);
        run();
        expect_sealed(0, OK, length + bytes_in(s->tag), 1);
        expect_sealed(1, OK, length, 1);
        expect_hex(0, text_at, s->out);
        expect_hex(0, text_at + length, s->tag);
        expect_hex(1, text_at, s->text);
        for (uint32_t slot = 0; slot < 2; slot++) {
            expect_hex(slot, text_at - 1, "a5"); /* what is not encrypted is not copied */
            fail_command(slot, DRIVER_AES, 3, 0, ERR_NOSUPPORT);
            do_command(slot, DRIVER_AES, 4, 0, 0);
        }
        expect_hex(0, text_at + length + bytes_in(s->tag), "a5");
        expect_hex(1, text_at + length, "a5");
    }
}

/* A bit of each byte of what is authenticated, and of the nonce. */
TEST(test_whoever_changes_a_bit_is_noticed) {
    start(1);
    for (unsigned i = 0; i < COUNT_OF(sealed); i++) {
        const struct sealed *s = &sealed[i];
        uint32_t length = set_sealed(0, s, false);
        uint32_t authenticated = bytes_in(s->head) + length + bytes_in(s->tag);
        uint8_t *source = bytes_at(ram_of(machine_process(0)) + DATA);
        uint8_t *nonce = bytes_at(ram_of(machine_process(0)) + OTHER);
        for (uint32_t k = 0; k < authenticated + bytes_in(s->nonce); k++) {
            UNIT_CONTEXT("number %u, byte %u", i, k);
            uint8_t *byte = k < authenticated ? &source[1 + k] : &nonce[k - authenticated];
            *byte ^= (uint8_t)(1u << k % 8);
            do_command(0, DRIVER_AES, 2, 0, 0);
            run();
            expect_sealed(0, OK, length, 0);
            *byte ^= (uint8_t)(1u << k % 8);
        }
        source[0] ^= 1; /* is neither */
        do_command(0, DRIVER_AES, 2, 0, 0);
        run();
        expect_sealed(0, OK, length, 1);
    }
}

/* As libtock-c does: 16 bytes for a nonce of 13, and no room for the tag, which is not cut. */
TEST(test_a_tag_that_has_no_room_is_left_out) {
    start(1);
    uint32_t length = set_sealed(0, &sealed[2], true);
    uint32_t end = 1 + bytes_in(sealed[2].head) + length;
    rw(0, DRIVER_AES, 0, OUT, end + 7);
    do_command(0, DRIVER_AES, 2, 0, 0);
    run();
    expect_sealed(0, OK, length, 1);
    expect_hex(0, OUT + end, "a5a5a5a5a5a5a5");
    ro_hex(0, DRIVER_AES, 1, OTHER, "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
    do_command(0, DRIVER_AES, 2, 0, 0);
    run();
    expect_sealed(0, OK, length, 1);
    char long_one[2 * 24 + 1];
    for (uint32_t i = 0; i < 24; i++) {
        snprintf(&long_one[2 * i], 3, "%02x",
                 *bytes_at(ram_of(machine_process(0)) + OUT + end - length + i));
    }
    ro(0, DRIVER_AES, 1, OTHER, 13);
    do_command(0, DRIVER_AES, 2, 0, 0);
    run();
    expect_sealed(0, OK, length, 1);
    expect_hex(0, OUT + end - length, long_one);
}

TEST(test_what_is_refused_of_a_text_that_is_authenticated) {
    start(1);
    fail_command(0, DRIVER_AES, 7, 3, ERR_INVAL);
    fail_command(0, DRIVER_AES, 7, 5, ERR_INVAL);
    fail_command(0, DRIVER_AES, 7, 18, ERR_INVAL);
    fail_command(0, DRIVER_AES, 8, 0, ERR_NOSUPPORT);
    (void)set_sealed(0, &sealed[4], false);
    ro(0, DRIVER_AES, 1, OTHER, 11);
    fail_command(0, DRIVER_AES, 2, 0, ERR_SIZE); /* the nonce is too short */
    (void)set_sealed(0, &sealed[2], false);
    ro(0, DRIVER_AES, 1, OTHER, 6);
    fail_command(0, DRIVER_AES, 2, 0, ERR_SIZE);
    (void)set_sealed(0, &sealed[2], false);
    do_command(0, DRIVER_AES, 5, 22, 0);
    fail_command(0, DRIVER_AES, 2, 0, ERR_INVAL); /* it begins behind the text */
    (void)set_sealed(0, &sealed[2], false);
    ro(0, DRIVER_AES, 2, DATA, 20);
    fail_command(0, DRIVER_AES, 2, 0, ERR_INVAL); /* the text begins behind the end */
    ro(0, DRIVER_AES, 2, DATA, 28);
    fail_command(0, DRIVER_AES, 2, 0, ERR_SIZE); /* no tag */
    ro(0, DRIVER_AES, 2, DATA, 0);
    fail_command(0, DRIVER_AES, 2, 0, ERR_RESERVE);
    (void)set_sealed(0, &sealed[2], true);
    rw(0, DRIVER_AES, 0, OUT, 44);
    fail_command(0, DRIVER_AES, 2, 0, ERR_SIZE); /* no room */
    rw(0, DRIVER_AES, 0, OUT, 45);
    do_command(0, DRIVER_AES, 2, 0, 0);
    fail_command(0, DRIVER_AES, 2, 0, ERR_NOMEM);
    fail_command(0, DRIVER_AES, 6, 1, ERR_BUSY);
    run();
    expect_sealed(0, OK, 24, 1);
}

/* After each number of turns the source is taken away. */
TEST(test_a_source_that_goes_away_while_it_is_sealed) {
    start(2);
    for (unsigned i = 2; i < COUNT_OF(sealed); i += 2) {
        for (unsigned turns = 0; turns < 12; turns++) {
            UNIT_CONTEXT("number %u, %u turns", i, turns);
            uint32_t length = set_sealed(0, &sealed[i], true) + bytes_in(sealed[i].tag);
            (void)set_sealed(1, &sealed[i], true);
            do_command(0, DRIVER_AES, 2, 0, 0);
            do_command(1, DRIVER_AES, 2, 0, 0);
            for (unsigned k = 0; k < turns; k++) {
                deferred_call_run();
            }
            ro(0, DRIVER_AES, 2, DATA, 0);
            run();
            expect_sealed(1, OK, length, 1);
            expect_hex(1, OUT + 1 + bytes_in(sealed[i].head), sealed[i].out);
            assert_int_equal(queued(machine_process(0)), 1);
            yield_wait(machine_process(0));
            const struct fake_frame *told = fake_frame(machine_process(0));
            bool is_done = told->r[0] == OK && told->r[1] == length;
            assert_true(is_done || (told->r[0] == ERR_SIZE && told->r[1] < length));
            assert_true(turns > 2 || !is_done);
        }
    }
}

TEST(test_a_process_that_ends_while_its_text_is_sealed) {
    start(2);
    uint32_t length = set_sealed(0, &sealed[2], true) + bytes_in(sealed[2].tag);
    (void)set_sealed(1, &sealed[2], true);
    do_command(0, DRIVER_AES, 2, 0, 0);
    do_command(1, DRIVER_AES, 2, 0, 0);
    for (unsigned k = 0; k < 4; k++) {
        deferred_call_run();
    }
    process_fault(machine_process(0), FAULT_STACK_POINTER);
    run();
    expect_sealed(1, OK, length, 1);
}

/* ---- The oracle ---- */

static void ask_oracle(uint32_t slot, const char *vector, const char *source, uint32_t room) {
    ro_hex(slot, DRIVER_ENCRYPTION_ORACLE, 0, OTHER, vector);
    ro_hex(slot, DRIVER_ENCRYPTION_ORACLE, 1, DATA, source);
    rw(slot, DRIVER_ENCRYPTION_ORACLE, 0, OUT, room);
}

TEST(test_the_oracle_encrypts_with_the_key_of_the_board) {
    start(2);
    for (uint32_t i = 0; i < 2; i++) {
        ask_oracle(i, modes[0].vector, i == 0 ? PLAIN_38A : modes[0].out, 64);
        do_command(i, DRIVER_ENCRYPTION_ORACLE, 1, 0, 0);
        fail_command(i, DRIVER_ENCRYPTION_ORACLE, 1, 0, ERR_NOMEM);
    }
    run();
    expect_upcall(0, 0, OK, 64);
    expect_upcall(1, 0, OK, 64);
    expect_hex(0, OUT, modes[0].out);
    expect_hex(1, OUT, PLAIN_38A);
    expect_wiped();
}

TEST(test_what_the_oracle_refuses) {
    start(1);
    do_command(0, DRIVER_ENCRYPTION_ORACLE, 0, 0, 0);
    fail_command(0, DRIVER_ENCRYPTION_ORACLE, 2, 0, ERR_NOSUPPORT);
    fail_command(0, DRIVER_ENCRYPTION_ORACLE, 1, 0, ERR_RESERVE);
    ask_oracle(0, "f0f1", PLAIN_38A, 64);
    fail_command(0, DRIVER_ENCRYPTION_ORACLE, 1, 0, ERR_SIZE);
    ask_oracle(0, modes[0].vector, PLAIN_38A, 63);
    fail_command(0, DRIVER_ENCRYPTION_ORACLE, 1, 0, ERR_SIZE);
}

/* ---- Clients of the devices that change what they have lent (docs/soundness.md, G1) ---- */

struct lender {
    unsigned told;
};
static struct lender lender;
static void on_crypted(struct lender *self, enum errorcode status) {
    (void)status;
    self->told++;
}
static void on_added(struct lender *self, const struct buffer *piece, enum errorcode status) {
    (void)piece;
    (void)status;
    self->told++;
}
static void on_finished(struct lender *self, struct buffer *out, enum errorcode status) {
    (void)out;
    (void)status;
    self->told++;
}
static const struct aes_client lender_aes = AES_CLIENT(struct lender, on_crypted, &lender);
static struct software_aes lent_aes = SOFTWARE_AES_OBJECT(&lent_aes, &lender_aes);
static const struct aes lent_aes_hil = SOFTWARE_AES(&lent_aes);
static const struct hmac_client lender_hmac =
    HMAC_CLIENT(struct lender, on_added, on_finished, &lender);
static struct software_hmac lent_hmac = SOFTWARE_HMAC_OBJECT(&lent_hmac, &lender_hmac);
static const struct hmac lent_hmac_hil = SOFTWARE_HMAC(&lent_hmac);

/* Of each array the buffer has the first half; what lies behind is somebody else's. */
#define LENT 64
static uint8_t lent_bytes[3][2 * LENT];
static struct buffer lent[3] = {
    {.bytes = lent_bytes[0], .capacity = LENT},
    {.bytes = lent_bytes[1], .capacity = LENT},
    {.bytes = lent_bytes[2], .capacity = LENT},
};

static void lend(uint32_t first, uint32_t second, uint32_t third) {
    memset(lent_bytes, 0xA5, sizeof lent_bytes);
    buffer_window(&lent[0], 0, first);
    buffer_window(&lent[1], 0, second);
    buffer_window(&lent[2], 0, third);
}

/* Makes all turns; before each of them the windows are as they should not be. */
static void run_with_windows_at(uint32_t first, uint32_t length) {
    for (unsigned i = 0; (kernel.work & WORK_DEFERRED) != 0; i++) {
        assert_true(i < 100);
        for (unsigned k = 0; k < COUNT_OF(lent); k++) {
            buffer_window(&lent[k], first, length);
        }
        deferred_call_run();
    }
}

static void assert_nothing_behind(void) {
    for (unsigned k = 0; k < COUNT_OF(lent); k++) {
        for (uint32_t i = LENT; i < 2 * LENT; i++) {
            assert_int_equal(lent_bytes[k][i], 0xA5);
        }
    }
}

TEST(test_aes_reaches_nothing_behind_a_buffer_whose_window_moves) {
    static const uint32_t windows[][2] = {{LENT, 0}, {LENT - 1, 1}, {0, 0}, {0, 33}, {0, LENT}};
    for (unsigned mode = AES_CTR; mode <= AES_ECB; mode++) {
        uint8_t right[LENT];
        for (unsigned i = 0; i < COUNT_OF(windows); i++) {
            UNIT_CONTEXT("mode %u, windows %u", mode, i);
            lend(AES_KEY_BYTES, AES_BLOCK_BYTES, 48);
            struct aes_request request = {
                .mode = (enum aes_mode)mode,
                .key = &lent[0],
                .vector = &lent[1],
                .data = &lent[2],
            };
            assert_int_equal(aes_crypt(&lent_aes_hil, &request), OK);
            request = (struct aes_request){.mode = AES_CBC};
            run_with_windows_at(windows[i][0], windows[i][1]);
            assert_nothing_behind();
            if (i == 0) {
                memcpy(right, lent_bytes[2], LENT);
                assert_int_not_equal(right[0], 0xA5);
            }
            assert_memory_equal(lent_bytes[2], right, LENT);
        }
    }
    assert_int_equal(lender.told, 3 * COUNT_OF(windows));
}

TEST(test_a_code_reaches_nothing_behind_a_buffer_whose_window_moves) {
    static struct hmac_session session;
    char codes[2][2 * 32 + 1];
    for (unsigned i = 0; i < 2; i++) {
        lend(4, LENT, 0);
        lent[2].capacity = 32;
        session.algorithm = HMAC_SHA256;
        assert_int_equal(hmac_begin(&lent_hmac_hil, &session, &lent[0]), OK);
        assert_int_equal(hmac_add(&lent_hmac_hil, &session, &lent[1]), OK);
        run_with_windows_at(i == 0 ? 0 : LENT, LENT);
        assert_int_equal(hmac_finish(&lent_hmac_hil, &session, &lent[2]), OK);
        run_with_windows_at(LENT, 0);
        for (uint32_t k = 0; k < 32; k++) {
            snprintf(&codes[i][2 * k], 3, "%02x", lent_bytes[2][k]);
        }
    }
    assert_string_equal(codes[0], codes[1]);
}

/* Whoever has a session can write any words into it, also the one that says which algorithm it is. */
TEST(test_a_session_that_changes_makes_no_code_longer) {
    static struct hmac_session session;
    for (uint32_t byte = 0; byte < sizeof session.state; byte++) {
        lend(4, LENT, 0);
        lent[2].capacity = 20;
        session.algorithm = HMAC_SHA1;
        assert_int_equal(hmac_begin(&lent_hmac_hil, &session, &lent[0]), OK);
        assert_int_equal(hmac_finish(&lent_hmac_hil, &session, &lent[2]), OK);
        ((uint8_t *)session.state.words)[byte] = HMAC_SHA512;
        run_with_windows_at(0, LENT);
        for (uint32_t i = 20; i < 2 * LENT; i++) {
            assert_int_equal(lent_bytes[2][i], 0xA5);
        }
    }
}
