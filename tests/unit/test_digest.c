/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Digests (hil/digest.h) by software (chips/bearssl): the examples of FIPS 180-4, pieces of any size, and
 * what is refused. */
#include "chips/bearssl/digest.h"
#include "kernel/process.h"
#include "tests/unit/random.h"
#include "tests/unit/unit.h"

#include <stdio.h>

struct client {
    unsigned added, finished, turns;
    const struct buffer *buffer;
    enum errorcode status;
};
static struct client client;

static void on_added(struct client *self, const struct buffer *piece, enum errorcode status) {
    self->added++;
    self->buffer = piece;
    self->status = status;
}
static void on_finished(struct client *self, struct buffer *out, enum errorcode status) {
    self->finished++;
    self->buffer = out;
    self->status = status;
}
static const struct digest_client client_hil =
    DIGEST_CLIENT(struct client, on_added, on_finished, &client);

static struct software_digest small = SOFTWARE_SHA256_OBJECT(&small, &client_hil);
static const struct digest sha256 = SOFTWARE_SHA256(&small);
static struct software_digest all = SOFTWARE_SHA2_OBJECT(&all, &client_hil);
static const struct digest sha2 = SOFTWARE_SHA2(&all);

static uint8_t message_bytes[4096];
static struct buffer message = {.bytes = message_bytes, .capacity = sizeof message_bytes};
static uint8_t out_bytes[DIGEST_BYTES_MAX + 1];
static struct buffer out = {.bytes = out_bytes, .capacity = DIGEST_BYTES_MAX};

static void run(void) {
    client.turns = 0;
    while ((kernel.work & WORK_DEFERRED) != 0) {
        deferred_call_run();
        client.turns++;
    }
}

static void add_all(const struct digest *d, struct buffer *piece) {
    unsigned before = client.added;
    assert_int_equal(digest_add(d, piece), OK);
    assert_int_equal(client.added, before); /* never from inside a call */
    run();
    assert_int_equal(client.added, before + 1);
    assert_int_equal(client.status, OK);
    assert_ptr_equal(client.buffer, piece);
}

static void expect(const struct digest *d, enum digest_algorithm algorithm, const char *hex) {
    unsigned before = client.finished;
    assert_int_equal(digest_finish(d, &out), OK);
    assert_int_equal(client.finished, before);
    run();
    assert_int_equal(client.finished, before + 1);
    assert_int_equal(client.status, OK);
    assert_ptr_equal(client.buffer, &out);
    assert_int_equal(out.first, 0);
    assert_int_equal(out.length, digest_bytes(algorithm));
    char text[2 * DIGEST_BYTES_MAX + 1] = "";
    for (uint32_t i = 0; i < out.length; i++) {
        snprintf(&text[2 * i], 3, "%02x", out_bytes[i]);
    }
    assert_string_equal(text, hex);
}

static const char *const abc[] = {
    [DIGEST_SHA256] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    [DIGEST_SHA384] = "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
                      "8086072ba1e7cc2358baeca134c825a7",
    [DIGEST_SHA512] = "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                      "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
};
static const char *const million[] = {
    [DIGEST_SHA256] = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
    [DIGEST_SHA384] = "9d0e1809716474cb086e834e310a4a1ced149e9c00f248527972cec5704c2a5b"
                      "07b8b3dc38ecc4ebae97ddd87f3d8985",
    [DIGEST_SHA512] = "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973eb"
                      "de0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b",
};

static void set_message(const char *text) {
    message.length = (uint32_t)strlen(text);
    memcpy(message_bytes, text, message.length);
}

TEST(test_the_examples_of_the_standard) {
    for (enum digest_algorithm a = DIGEST_SHA256; a <= DIGEST_SHA512; a++) {
        assert_int_equal(digest_begin(&sha2, a), OK);
        set_message("abc");
        add_all(&sha2, &message);
        expect(&sha2, a, abc[a]);
    }
    assert_int_equal(digest_begin(&sha256, DIGEST_SHA256), OK);
    add_all(&sha256, &message);
    expect(&sha256, DIGEST_SHA256, abc[DIGEST_SHA256]);
}

TEST(test_a_digest_of_nothing) {
    assert_int_equal(digest_begin(&sha256, DIGEST_SHA256), OK);
    expect(&sha256, DIGEST_SHA256,
           "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_int_equal(digest_begin(&sha256, DIGEST_SHA256), OK);
    set_message("");
    add_all(&sha256, &message);
    expect(&sha256, DIGEST_SHA256,
           "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(test_a_million_letters_in_pieces_of_any_size) {
    struct random r = random_from(1);
    memset(message_bytes, 'a', sizeof message_bytes);
    for (enum digest_algorithm a = DIGEST_SHA256; a <= DIGEST_SHA512; a++) {
        assert_int_equal(digest_begin(&sha2, a), OK);
        for (uint32_t left = 1000000; left > 0;) {
            uint32_t length = random_below(&r, sizeof message_bytes);
            length = length < left ? length : left;
            message.first = random_below(&r, (uint32_t)sizeof message_bytes - length + 1);
            message.length = length;
            left -= length;
            add_all(&sha2, &message);
            assert_int_equal(message.length, length); /* the window is as it was */
        }
        expect(&sha2, a, million[a]);
    }
    message.first = 0;
}

TEST(test_a_turn_takes_no_more_than_a_slice) {
    assert_int_equal(digest_begin(&sha256, DIGEST_SHA256), OK);
    buffer_window(&message, 0, 4096);
    add_all(&sha256, &message);
    assert_int_equal(client.turns, 4096 / 256);
}

TEST(test_what_is_refused_leaves_the_buffer_with_its_owner) {
    set_message("abc");
    assert_int_equal(digest_add(&sha256, &message), ERR_INVAL);
    assert_int_equal(digest_finish(&sha256, &out), ERR_INVAL);
    assert_int_equal(digest_begin(&sha256, DIGEST_SHA512), ERR_NOSUPPORT);
    assert_int_equal(digest_add(&sha256, &message), ERR_INVAL);
    assert_int_equal(digest_begin(&sha256, DIGEST_SHA256), OK);
    assert_int_equal(digest_add(&sha256, NULL), ERR_INVAL);
    assert_int_equal(digest_finish(&sha256, NULL), ERR_INVAL);
    struct buffer cramped = {.bytes = out_bytes, .capacity = 31};
    assert_int_equal(digest_finish(&sha256, &cramped), ERR_SIZE);
    assert_int_equal(digest_add(&sha256, &message), OK);
    assert_int_equal(digest_add(&sha256, &message), ERR_BUSY);
    assert_int_equal(digest_finish(&sha256, &out), ERR_BUSY);
    assert_int_equal(digest_begin(&sha256, DIGEST_SHA256), ERR_BUSY);
    run();
    assert_int_equal(client.added, 1);
    expect(&sha256, DIGEST_SHA256, abc[DIGEST_SHA256]); /* nothing of it has come in between */
    assert_int_equal(digest_add(&sha256, &message), ERR_INVAL);
}

TEST(test_what_has_begun_can_begin_again) {
    assert_int_equal(digest_begin(&sha2, DIGEST_SHA512), OK);
    set_message("what is forgotten");
    add_all(&sha2, &message);
    assert_int_equal(digest_begin(&sha2, DIGEST_SHA256), OK);
    set_message("abc");
    add_all(&sha2, &message);
    expect(&sha2, DIGEST_SHA256, abc[DIGEST_SHA256]);
}

TEST(test_the_window_that_counts_is_that_of_the_call) {
    for (unsigned windows = 0; windows < 2; windows++) {
        assert_int_equal(digest_begin(&sha256, DIGEST_SHA256), OK);
        memset(message_bytes, 'b', sizeof message_bytes);
        memset(message_bytes, 'a', 600);
        buffer_window(&message, 0, 600);
        assert_int_equal(digest_add(&sha256, &message), OK);
        deferred_call_run();
        buffer_window(&message, windows == 0 ? sizeof message_bytes : 0, 4096);
        run();
        expect(&sha256, DIGEST_SHA256,
               "ba35c170729417f1499e0886e7e12fcdb4ab00ad411110ae1e888c766d4ed70d");
    }
}

TEST(test_bytes_behind_the_digest_stay) {
    memset(out_bytes, 0xA5, sizeof out_bytes);
    assert_int_equal(digest_begin(&sha2, DIGEST_SHA384), OK);
    set_message("abc");
    add_all(&sha2, &message);
    expect(&sha2, DIGEST_SHA384, abc[DIGEST_SHA384]);
    for (unsigned i = 48; i < sizeof out_bytes; i++) {
        assert_int_equal(out_bytes[i], 0xA5);
    }
}
