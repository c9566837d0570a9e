/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x40001 (capsules/syscall/rng.c; ABI 7.3). */
#include "capsules/syscall/rng.h"

#include "tests/unit/capsules.h"
#include "tests/unit/fake_devices.h"
#include "tests/unit/random.h"

enum {
    EXISTS,
    GET,
    BEYOND
};
enum {
    DELIVERED = 0
}; /* upcall */

#define CHUNK 8 /* of the driver's buffer */
#define AT 256
#define ROOM 256

extern struct rng_driver driver;
#define DRIVERS(X) \
    X(RNG, DRIVER_RNG, struct rng_driver, &driver, rng_driver_command, &rng_apps_layout)
DRIVER_INDICES(DRIVERS);
DRIVER_TABLE(DRIVERS);

static struct fake_entropy source;
static const struct entropy entropy = FAKE_ENTROPY(&source);
BUFFER(chunk, CHUNK);
struct rng_driver driver = RNG_DRIVER(&entropy, chunk, CHUNK, RNG);
static const struct entropy_client client =
    ENTROPY_CLIENT(struct rng_driver, rng_driver_fetched, &driver);

static struct process *app(uint32_t slot) {
    return machine_process(slot);
}

static void allow(uint32_t slot, uint32_t length) {
    struct call c = allow_rw(app(slot), DRIVER_RNG, 0, ram_of(app(slot)) + AT, length);
    assert_int_equal(c.r[0], RETURN_SUCCESS_2U32);
}

/* Each app has all of its room allowed, with zeroes in it. */
static void start(uint32_t apps) {
    source.client = &client;
    boot_apps(apps);
    for (uint32_t i = 0; i < apps; i++) {
        memset(bytes_at(ram_of(app(i)) + AT), 0, ROOM);
        subscribe_all(app(i), DRIVER_RNG, 1);
        allow(i, ROOM);
    }
}

static struct call rng(uint32_t slot, uint32_t number, uint32_t arg) {
    return command(app(slot), DRIVER_RNG, number, arg, 0);
}

static void get(uint32_t slot, uint32_t count) {
    struct call c = rng(slot, GET, count);
    assert_success(c);
}

static void give(void) {
    fake_entropy_give(&source, UINT32_MAX);
}

static void assert_delivered(uint32_t slot, enum errorcode status, uint32_t count) {
    assert_int_equal(queued(app(slot)), 1);
    assert_given(app(slot), DELIVERED, (uint32_t)status, count, 0);
}

static void assert_quiet(uint32_t slot) {
    assert_int_equal(queued(app(slot)), 0);
}

/* The app's buffer holds, from byte `at` on, `count` bytes of the source, beginning with `first`. */
static void assert_bytes(uint32_t slot, uint32_t at, uint32_t count, uint32_t first) {
    const uint8_t *bytes = bytes_at(ram_of(app(slot)) + AT);
    for (uint32_t i = 0; i < count; i++) {
        assert_int_equal(bytes[at + i], first + i);
    }
}

/* And nothing from there on. */
static void assert_no_more(uint32_t slot, uint32_t at) {
    const uint8_t *bytes = bytes_at(ram_of(app(slot)) + AT);
    for (uint32_t i = at; i < ROOM; i++) {
        assert_int_equal(bytes[i], 0);
    }
}

/* ---- Commands ---- */

TEST(test_the_driver_exists_and_other_commands_do_not) {
    start(1);
    struct call c = rng(0, EXISTS, 0);
    assert_success(c);
    c = rng(0, BEYOND, 4);
    assert_failure(c, ERR_NOSUPPORT);
    c = rng(0, UINT32_MAX, 4);
    assert_failure(c, ERR_NOSUPPORT);
    assert_int_equal(source.fetches, 0);
}

TEST(test_slots_are_one_upcall_and_one_buffer) {
    start(1);
    struct call c = subscribe(app(0), DRIVER_RNG, 1, function_of(app(0)), 0);
    assert_swap_failure(c, ERR_NOSUPPORT);
    c = allow_rw(app(0), DRIVER_RNG, 1, ram_of(app(0)), 1);
    assert_swap_failure(c, ERR_NOSUPPORT);
    c = allow_ro(app(0), DRIVER_RNG, 0, ram_of(app(0)), 1);
    assert_swap_failure(c, ERR_NOSUPPORT);
}

TEST(test_a_process_without_room_for_a_grant_is_told) {
    source.client = &client;
    boot_apps(1);
    machine_fill(app(0));
    struct call c = rng(0, GET, 4);
    assert_failure(c, ERR_NOMEM);
    assert_int_equal(source.fetches, 0);
}

/* ---- One process ---- */

TEST(test_what_is_asked_for_is_delivered_with_one_upcall) {
    start(1);
    get(0, 5);
    assert_quiet(0);
    give();
    assert_delivered(0, OK, 5);
    assert_bytes(0, 0, 5, 1);
    assert_no_more(0, 5);
}

TEST(test_more_than_the_source_fills_at_once_comes_in_pieces) {
    start(1);
    get(0, 2 * CHUNK + 3);
    give();
    assert_quiet(0);
    give();
    assert_quiet(0);
    give();
    assert_delivered(0, OK, 2 * CHUNK + 3);
    assert_bytes(0, 0, 2 * CHUNK + 3, 1);
    assert_no_more(0, 2 * CHUNK + 3);
    assert_null(source.buffer);
}

TEST(test_the_source_is_asked_for_no_more_than_is_wanted) {
    start(1);
    get(0, CHUNK + 3);
    assert_int_equal(source.buffer->length, CHUNK);
    give();
    assert_int_equal(source.buffer->length, 3);
}

TEST(test_a_source_may_give_less_than_it_is_asked_for) {
    start(1);
    get(0, 6);
    fake_entropy_give(&source, 1);
    assert_quiet(0);
    fake_entropy_give(&source, 4);
    assert_quiet(0);
    give();
    assert_delivered(0, OK, 6);
    assert_bytes(0, 0, 6, 1);
}

TEST(test_a_request_is_clipped_to_the_buffer) {
    start(1);
    allow(0, 3);
    get(0, UINT32_MAX);
    give();
    assert_delivered(0, OK, 3);
    assert_bytes(0, 0, 3, 1);
    assert_no_more(0, 3);
}

TEST(test_without_a_buffer_nothing_is_delivered_at_once) {
    source.client = &client;
    boot_apps(1);
    subscribe_all(app(0), DRIVER_RNG, 1);
    get(0, 10);
    assert_delivered(0, OK, 0);
    assert_int_equal(source.fetches, 0);
}

TEST(test_a_request_for_nothing_is_answered_at_once) {
    start(1);
    get(0, 0);
    assert_delivered(0, OK, 0);
    assert_int_equal(source.fetches, 0);
}

TEST(test_a_second_request_takes_the_place_of_the_first) {
    start(1);
    get(0, 20);
    give();
    get(0, 3);
    give();
    assert_delivered(0, OK, 3);
    assert_bytes(0, 0, 3, CHUNK + 1); /* from the start of the buffer */
    get(0, 1);
    get(0, 2 * CHUNK); /* the source has been asked for one byte by now */
    give();
    assert_quiet(0);
    give();
    give();
    assert_delivered(0, OK, 2 * CHUNK);
}

TEST(test_a_second_request_for_nothing_ends_the_first) {
    start(1);
    get(0, 20);
    get(0, 0);
    assert_delivered(0, OK, 0);
    give();
    assert_quiet(0);
    assert_no_more(0, 0);
    assert_null(source.buffer);
}

TEST(test_a_request_without_a_subscription_lets_who_waits_go_on) {
    source.client = &client;
    boot_apps(1);
    allow(0, ROOM);
    get(0, 7);
    struct call c = yield_wait_for(app(0), DRIVER_RNG, DELIVERED);
    assert_blocked(c);
    give();
    assert_true(machine_wake(app(0)));
    assert_int_equal(fake_frame(app(0))->r[0], OK);
    assert_int_equal(fake_frame(app(0))->r[1], 7);
}

/* ---- Buffers that change meanwhile ---- */

TEST(test_a_buffer_taken_back_ends_the_request_with_what_has_come) {
    start(1);
    get(0, 20);
    give();
    struct call c = allow_rw(app(0), DRIVER_RNG, 0, 0, 0);
    assert_int_equal(c.r[0], RETURN_SUCCESS_2U32);
    give();
    assert_delivered(0, OK, CHUNK);
    assert_no_more(0, CHUNK);
    assert_null(source.buffer);
}

TEST(test_a_buffer_that_has_shrunk_gets_what_fits) {
    start(1);
    get(0, CHUNK);
    allow(0, 3);
    give();
    assert_quiet(0);
    give();
    assert_delivered(0, OK, 3);
    assert_bytes(0, 0, 3, 1);
    assert_no_more(0, 3);
}

TEST(test_a_buffer_that_was_swapped_gets_the_rest) {
    start(1);
    get(0, CHUNK + 2);
    give();
    struct call c = allow_rw(app(0), DRIVER_RNG, 0, ram_of(app(0)) + AT + 100, 20);
    assert_int_equal(c.r[0], RETURN_SUCCESS_2U32);
    give();
    assert_delivered(0, OK, CHUNK + 2);
    assert_bytes(0, 100 + CHUNK, 2, CHUNK + 1);
}

/* ---- Several processes ---- */

TEST(test_each_byte_goes_to_one_process) {
    start(3);
    get(0, 4);
    get(1, 4);
    get(2, 4);
    give();
    give();
    give();
    for (uint32_t i = 0; i < 3; i++) {
        assert_delivered(i, OK, 4);
        assert_bytes(i, 0, 4, 1 + 4 * i);
        assert_no_more(i, 4);
    }
    assert_int_equal(source.given, 12);
}

TEST(test_processes_take_turns_however_much_they_want) {
    start(3);
    get(1, 3 * CHUNK);
    get(0, 2 * CHUNK);
    get(2, CHUNK);
    for (unsigned i = 0; i < 6; i++) {
        give();
    }
    assert_bytes(1, 0, CHUNK, 1);
    assert_bytes(2, 0, CHUNK, CHUNK + 1);
    assert_bytes(0, 0, CHUNK, 2 * CHUNK + 1);
    assert_bytes(1, CHUNK, CHUNK, 3 * CHUNK + 1);
    assert_bytes(0, CHUNK, CHUNK, 4 * CHUNK + 1);
    assert_bytes(1, 2 * CHUNK, CHUNK, 5 * CHUNK + 1);
    assert_delivered(0, OK, 2 * CHUNK);
    assert_delivered(1, OK, 3 * CHUNK);
    assert_delivered(2, OK, CHUNK);
}

TEST(test_who_asks_again_and_again_waits_behind_the_others) {
    start(2);
    get(0, 1);
    get(1, 1);
    give();
    assert_delivered(0, OK, 1);
    get(0, 1);
    give();
    assert_quiet(0);
    assert_delivered(1, OK, 1);
}

TEST(test_nothing_is_left_of_what_a_process_was_given) {
    start(1);
    get(0, 3);
    get(0, 2);
    give();
    assert_delivered(0, OK, 2);
    for (uint32_t i = 0; i < CHUNK; i++) {
        assert_int_equal(chunk_bytes[i], 0);
    }
}

/* Whatever is asked for when: each piece from the source goes to at most one process, each request is
 * answered once, with as many bytes as were asked for. */
TEST(test_any_sequence_of_requests_is_served_once_and_whole) {
    enum {
        APPS = 4
    };
    start(APPS);
    struct random r = random_from(41);
    uint32_t wanted[APPS] = {0};
    for (unsigned step = 0; step < 3000; step++) {
        UNIT_CONTEXT("step %u", step);
        uint32_t i = random_below(&r, APPS);
        if (queued(app(i)) > 0) {
            assert_delivered(i, OK, wanted[i]);
            assert_no_more(i, wanted[i]);
            memset(bytes_at(ram_of(app(i)) + AT), 0, ROOM);
            wanted[i] = 0;
        } else if (wanted[i] == 0) {
            wanted[i] = 1 + random_below(&r, ROOM);
            get(i, wanted[i]);
        }
        if (source.buffer == NULL || random_one_in(&r, 3)) {
            continue;
        }
        uint8_t before[APPS][ROOM];
        unsigned changed = 0;
        for (uint32_t k = 0; k < APPS; k++) {
            memcpy(before[k], bytes_at(ram_of(app(k)) + AT), ROOM);
        }
        fake_entropy_give(&source, 1 + random_below(&r, CHUNK));
        for (uint32_t k = 0; k < APPS; k++) {
            changed += memcmp(before[k], bytes_at(ram_of(app(k)) + AT), ROOM) != 0;
        }
        assert_int_equal(changed, 1);
    }
}

/* ---- Processes that end ---- */

TEST(test_a_process_that_has_died_is_left_out) {
    start(2);
    get(0, 4);
    get(1, 4);
    process_terminate(app(0), COMPLETION_CODE, 0);
    give();
    give();
    assert_delivered(1, OK, 4);
    assert_bytes(1, 0, 4, 5);
    assert_no_more(0, 0);
    assert_null(source.buffer);
}

TEST(test_what_comes_when_nobody_is_left_goes_nowhere) {
    start(1);
    get(0, 4);
    process_terminate(app(0), COMPLETION_CODE, 0);
    give();
    assert_no_more(0, 0);
    assert_null(source.buffer);
}

TEST(test_a_new_life_hears_nothing_of_the_old_one_s_request) {
    start(1);
    get(0, 20);
    restart(app(0));
    subscribe_all(app(0), DRIVER_RNG, 1);
    give();
    assert_quiet(0);
    allow(0, ROOM);
    get(0, 2);
    give();
    assert_delivered(0, OK, 2);
}

TEST(test_a_new_life_gets_no_bytes_that_were_fetched_for_the_old_one) {
    start(1);
    get(0, 20);
    restart(app(0));
    subscribe_all(app(0), DRIVER_RNG, 1);
    memset(bytes_at(ram_of(app(0)) + AT), 0, ROOM);
    allow(0, ROOM);
    get(0, 3);
    give();
    assert_quiet(0);
    assert_no_more(0, 0);
    give();
    assert_delivered(0, OK, 3);
    assert_no_more(0, 3);
    assert_null(source.buffer);
}

TEST(test_the_turn_goes_on_when_the_one_served_last_has_died) {
    start(3);
    get(1, 1);
    get(2, 1);
    give();
    assert_delivered(1, OK, 1);
    process_terminate(app(1), COMPLETION_CODE, 0);
    give();
    assert_delivered(2, OK, 1);
}

/* ---- A source that does not do as it is asked ---- */

TEST(test_a_source_that_refuses_is_the_caller_s_error) {
    static const enum errorcode errors[] = {ERR_BUSY, ERR_NODEVICE, ERR_FAIL};
    start(1);
    for (uint32_t i = 0; i < COUNT_OF(errors); i++) {
        UNIT_CONTEXT("error %d", (int)errors[i]);
        source.refusal = errors[i];
        struct call c = rng(0, GET, 4);
        assert_failure(c, errors[i]);
        assert_quiet(0);
        c = rng(0, EXISTS, 0); /* the driver is there, if the device is not */
        assert_success(c);
    }
    source.refusal = OK;
    get(0, 4);
    give();
    assert_delivered(0, OK, 4);
}

TEST(test_a_request_that_was_refused_is_forgotten) {
    start(2);
    source.refusal = ERR_BUSY;
    struct call c = rng(0, GET, 4);
    assert_failure(c, ERR_BUSY);
    source.refusal = OK;
    get(1, 4);
    give();
    assert_delivered(1, OK, 4);
    assert_null(source.buffer);
    assert_quiet(0);
    assert_no_more(0, 0);
}

TEST(test_a_source_that_refuses_later_is_an_error_of_everybody_who_waits) {
    start(3);
    get(0, CHUNK + 1);
    get(1, 5);
    get(2, 1);
    source.refusal = ERR_NODEVICE;
    give();
    assert_delivered(0, ERR_NODEVICE, CHUNK);
    assert_delivered(1, ERR_NODEVICE, 0);
    assert_delivered(2, ERR_NODEVICE, 0);
    source.refusal = OK;
    get(1, 1);
    give();
    assert_delivered(1, OK, 1);
    assert_quiet(0);
    assert_quiet(2);
}

TEST(test_a_fetch_that_fails_ends_one_request_with_what_has_come) {
    start(2);
    get(0, 2 * CHUNK);
    get(1, 2);
    give();
    give();
    assert_delivered(1, OK, 2);
    fake_entropy_fail(&source);
    assert_delivered(0, ERR_FAIL, CHUNK);
    assert_no_more(0, CHUNK);
    get(0, 1);
    give();
    assert_delivered(0, OK, 1);
}

TEST(test_a_source_that_gives_nothing_ends_the_request) {
    start(1);
    get(0, 4);
    fake_entropy_give(&source, 0);
    assert_delivered(0, OK, 0);
    assert_null(source.buffer);
}
