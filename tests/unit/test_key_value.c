/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x50003 (capsules/syscall/key_value.c; ABI 7.8), over a store that does what the test says. */
#include "capsules/syscall/key_value.h"

#include "tests/unit/capsules.h"

enum {
    EXISTS,
    GET,
    SET,
    DELETE,
    ADD,
    UPDATE,
    COLLECT,
    BEYOND
};
enum {
    DONE = 0
}; /* upcall */

extern struct key_value_driver driver;
#define DRIVERS(X)                                                                      \
    X(KV, DRIVER_KEY_VALUE, struct key_value_driver, &driver, key_value_driver_command, \
      &key_value_apps_layout)
DRIVER_INDICES(DRIVERS);
DRIVER_TABLE(DRIVERS);

/* ---- The store ---- */

struct fake_store {
    struct key_value_request *request;
    unsigned begun;
    enum errorcode refusal;
};
static struct fake_store store;
static enum errorcode begin(struct fake_store *f, struct key_value_request *request) {
    if (f->refusal != OK) {
        return f->refusal;
    }
    assert_null(f->request);
    f->request = request;
    f->begun++;
    request->is_waiting = true;
    return OK;
}
static const struct key_value_ops store_ops = KEY_VALUE_OPS(struct fake_store, begin);
static const struct key_value store_hil = {.ops = &store_ops,
                                           .self = SELF(struct fake_store, &store)};

BUFFER(key, KEY_VALUE_KEY_MAX);
BUFFER(value, KEY_VALUE_VALUE_MAX);
static const struct key_value_client client =
    KEY_VALUE_CLIENT(struct key_value_driver, key_value_driver_done, &driver);
struct key_value_driver driver =
    KEY_VALUE_DRIVER(&driver, &store_hil, &client, key, KEY_VALUE_KEY_MAX, value,
                     KEY_VALUE_VALUE_MAX, KV, (struct process_management_capability){});

/* ---- Who may what: in place of kernel/storage_access.c ---- */

static bool has_access, may_write;
bool storage_access_of(struct process_id id, struct storage_access *access,
                       struct process_management_capability cap) {
    (void)cap;
    *access = storage_access_own(0x100 + process_id_slot(id));
    access->may_write = may_write;
    return has_access;
}

/* ---- Programs ---- */

#define KEY_AT 256u
#define VALUE_AT 512u
#define OUT_AT 1200u

static struct process *app(uint32_t slot) {
    return machine_process(slot);
}

static void allow(uint32_t slot, bool to_write, uint32_t number, uint32_t at, uint32_t length) {
    struct call c = to_write ? allow_rw(app(slot), DRIVER_KEY_VALUE, number,
                                        length == 0 ? 0 : ram_of(app(slot)) + at, length)
                             : allow_ro(app(slot), DRIVER_KEY_VALUE, number,
                                        length == 0 ? 0 : ram_of(app(slot)) + at, length);
    assert_int_equal(c.r[0], RETURN_SUCCESS_2U32);
}

static void lend(uint32_t slot, const char *k, const char *v, uint32_t room) {
    memcpy(bytes_at(ram_of(app(slot)) + KEY_AT), k, strlen(k));
    memcpy(bytes_at(ram_of(app(slot)) + VALUE_AT), v, strlen(v));
    memset(bytes_at(ram_of(app(slot)) + OUT_AT), '-', 64);
    allow(slot, false, 0, KEY_AT, (uint32_t)strlen(k));
    allow(slot, false, 1, VALUE_AT, (uint32_t)strlen(v));
    allow(slot, true, 0, OUT_AT, room);
}

static void start(uint32_t apps) {
    has_access = may_write = true;
    boot_apps(apps);
    for (uint32_t i = 0; i < apps; i++) {
        subscribe_all(app(i), DRIVER_KEY_VALUE, 1);
        lend(i, "key", "value", 16);
    }
}

static struct call kv(uint32_t slot, uint32_t number) {
    struct call c = command(app(slot), DRIVER_KEY_VALUE, number, 0, 0);
    deferred_call_run();
    return c;
}

static void assert_buffer(const struct buffer *b, const char *text) {
    assert_int_equal(b->length, strlen(text));
    assert_memory_equal(b->bytes + b->first, text, strlen(text));
}

/* The store ends what it does; of GET, with this value. */
static void complete(enum errorcode status, const char *text) {
    struct key_value_request *r = store.request;
    assert_non_null(r);
    store.request = NULL;
    r->is_waiting = false;
    if (r->operation == KEY_VALUE_GET) {
        r->length = (uint32_t)strlen(text);
        buffer_window(r->value, 0, r->length);
        memcpy(r->value->bytes, text, r->value->length);
    }
    key_value_client_done(r->client, r, status);
    deferred_call_run();
}

static void assert_told(uint32_t slot, enum errorcode status, uint32_t length) {
    assert_int_equal(queued(app(slot)), 1);
    assert_given(app(slot), DONE, (uint32_t)status, length, 0);
}

static const char *out_of(uint32_t slot) {
    return (const char *)bytes_at(ram_of(app(slot)) + OUT_AT);
}

/* ---- Commands ---- */

TEST(test_the_driver_exists_and_other_commands_do_not) {
    start(1);
    struct call c = kv(0, EXISTS);
    assert_success(c);
    c = kv(0, BEYOND);
    assert_failure(c, ERR_NOSUPPORT);
    c = kv(0, UINT32_MAX);
    assert_failure(c, ERR_NOSUPPORT);
    assert_int_equal(store.begun, 0);
}

TEST(test_slots_are_one_upcall_two_buffers_to_read_and_one_to_write) {
    start(1);
    struct call c = subscribe(app(0), DRIVER_KEY_VALUE, 1, function_of(app(0)), 0);
    assert_swap_failure(c, ERR_NOSUPPORT);
    c = allow_ro(app(0), DRIVER_KEY_VALUE, 2, ram_of(app(0)), 1);
    assert_swap_failure(c, ERR_NOSUPPORT);
    c = allow_rw(app(0), DRIVER_KEY_VALUE, 1, ram_of(app(0)), 1);
    assert_swap_failure(c, ERR_NOSUPPORT);
}

TEST(test_each_command_is_what_the_store_is_asked_for) {
    start(1);
    const enum key_value_operation operations[] = {KEY_VALUE_GET,    KEY_VALUE_SET,
                                                   KEY_VALUE_DELETE, KEY_VALUE_ADD,
                                                   KEY_VALUE_UPDATE, KEY_VALUE_COLLECT};
    for (uint32_t number = GET; number <= COLLECT; number++) {
        UNIT_CONTEXT("command %u", number);
        struct call c = kv(0, number);
        assert_success(c);
        const struct key_value_request *r = store.request;
        assert_int_equal(r->operation, operations[number - GET]);
        assert_int_equal(r->space, KEY_VALUE_OF_PROGRAMS);
        assert_int_equal(r->access.id, 0x100);
        if (number != COLLECT) {
            assert_buffer(r->key, "key");
        }
        if (number == SET || number == ADD || number == UPDATE) {
            assert_buffer(r->value, "value");
        }
        assert_int_equal(queued(app(0)), 0);
        complete(OK, "");
        assert_told(0, OK, 0);
    }
}

TEST(test_what_is_got_is_in_the_buffer_and_its_length_told) {
    start(1);
    kv(0, GET);
    complete(OK, "0123456789");
    assert_told(0, OK, 10);
    assert_memory_equal(out_of(0), "0123456789------", 16);
}

TEST(test_what_does_not_fit_is_left_out_and_all_of_its_length_told) {
    start(1);
    allow(0, true, 0, OUT_AT, 4);
    kv(0, GET);
    complete(OK, "0123456789");
    assert_told(0, ERR_SIZE, 10);
    assert_memory_equal(out_of(0), "0123------", 10);
}

TEST(test_what_was_got_stays_nowhere_else) {
    start(1);
    kv(0, GET);
    complete(OK, "secret");
    for (uint32_t i = 0; i < KEY_VALUE_VALUE_MAX; i++) {
        assert_int_equal(value_bytes[i], 0);
    }
}

TEST(test_errors_of_the_store_are_told_and_nothing_is_written) {
    const enum errorcode errors[] = {ERR_NOSUPPORT, ERR_NOMEM, ERR_SIZE, ERR_FAIL};
    start(1);
    for (uint32_t i = 0; i < COUNT_OF(errors); i++) {
        kv(0, GET);
        complete(errors[i], "junk");
        assert_told(0, errors[i], 0);
        assert_memory_equal(out_of(0), "------", 6);
    }
}

TEST(test_a_store_that_refuses_is_told_by_the_upcall) {
    start(1);
    store.refusal = ERR_NODEVICE;
    struct call c = kv(0, SET);
    assert_success(c);
    assert_told(0, ERR_NODEVICE, 0);
    store.refusal = OK;
    kv(0, SET);
    complete(OK, "");
    assert_told(0, OK, 0);
}

/* ---- What is refused at once ---- */

TEST(test_who_has_no_access_or_may_not_write_is_refused) {
    start(1);
    may_write = false;
    for (uint32_t number = GET; number <= UPDATE; number++) {
        bool writes = number == SET || number == ADD || number == UPDATE;
        struct call c = kv(0, number);
        if (writes) {
            assert_failure(c, ERR_INVAL);
        } else {
            assert_success(c);
            complete(OK, "");
            assert_told(0, OK, 0);
        }
    }
    has_access = false;
    for (uint32_t number = GET; number <= COLLECT; number++) {
        struct call c = kv(0, number);
        assert_failure(c, ERR_INVAL);
    }
    assert_null(store.request);
}

TEST(test_keys_and_values_that_are_too_long_are_refused) {
    start(1);
    allow(0, false, 0, KEY_AT, KEY_VALUE_KEY_MAX + 1);
    for (uint32_t number = GET; number <= UPDATE; number++) {
        struct call c = kv(0, number);
        assert_failure(c, ERR_SIZE);
    }
    allow(0, false, 0, KEY_AT, KEY_VALUE_KEY_MAX);
    allow(0, false, 1, VALUE_AT, KEY_VALUE_VALUE_MAX + 1);
    struct call c = kv(0, SET);
    assert_failure(c, ERR_SIZE);
    allow(0, false, 1, VALUE_AT, KEY_VALUE_VALUE_MAX);
    c = kv(0, SET);
    assert_success(c);
    assert_int_equal(store.request->value->length, KEY_VALUE_VALUE_MAX);
}

TEST(test_no_key_is_refused_and_no_value_is_an_empty_one) {
    start(1);
    allow(0, false, 0, 0, 0);
    struct call c = kv(0, GET);
    assert_failure(c, ERR_RESERVE);
    allow(0, false, 0, KEY_AT, 3);
    allow(0, false, 1, 0, 0);
    c = kv(0, SET);
    assert_success(c);
    assert_int_equal(store.request->value->length, 0);
}

TEST(test_a_process_has_one_command_at_a_time) {
    start(1);
    struct call c = kv(0, SET);
    assert_success(c);
    c = kv(0, GET);
    assert_failure(c, ERR_NOMEM);
    assert_int_equal(store.begun, 1);
    complete(OK, "");
    assert_told(0, OK, 0);
    c = kv(0, GET);
    assert_success(c);
}

/* ---- Buffers that change meanwhile ---- */

TEST(test_a_key_taken_back_or_grown_while_it_waited_is_no_key) {
    start(2);
    kv(0, SET);
    kv(1, SET);
    allow(1, false, 0, 0, 0);
    complete(OK, "");
    assert_told(0, OK, 0);
    assert_told(1, ERR_RESERVE, 0);
    kv(0, SET);
    allow(1, false, 0, KEY_AT, 3);
    kv(1, SET);
    allow(1, false, 0, KEY_AT, 100);
    complete(OK, "");
    assert_told(1, ERR_SIZE, 0);
    assert_int_equal(store.begun, 2);
}

TEST(test_permissions_lost_while_it_waited_are_lost) {
    start(2);
    kv(0, SET);
    kv(1, SET);
    has_access = false;
    complete(OK, "");
    assert_told(1, ERR_INVAL, 0);
    assert_int_equal(store.begun, 1);
}

TEST(test_the_key_is_that_of_when_its_turn_came) {
    start(1);
    kv(0, SET);
    memcpy(bytes_at(ram_of(app(0)) + KEY_AT), "evil", 4);
    assert_buffer(store.request->key, "key");
}

TEST(test_a_buffer_taken_back_gets_nothing) {
    start(1);
    kv(0, GET);
    allow(0, true, 0, 0, 0);
    complete(OK, "text");
    assert_told(0, ERR_SIZE, 4);
    assert_memory_equal(out_of(0), "----", 4);
}

/* ---- Several, and those that end ---- */

TEST(test_processes_take_turns) {
    start(3);
    kv(1, SET);
    kv(2, SET);
    kv(0, SET);
    const uint32_t order[] = {1, 2, 0};
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(store.request->access.id, 0x100 + order[i]);
        complete(OK, "");
        assert_told(order[i], OK, 0);
    }
    kv(1, SET);
    kv(2, SET);
    kv(0, SET);
    complete(OK, "");
    kv(1, SET); /* again: behind the others */
    assert_int_equal(store.request->access.id, 0x102);
}

TEST(test_what_a_dead_process_had_asked_for_is_told_to_nobody) {
    start(2);
    kv(0, GET);
    kv(1, GET);
    process_terminate(app(0), COMPLETION_CODE, 0);
    complete(OK, "text");
    assert_int_equal(store.request->access.id, 0x101);
    complete(OK, "text");
    assert_told(1, OK, 4);
}

TEST(test_a_new_life_hears_nothing_of_the_old_one_s_command) {
    start(1);
    kv(0, GET);
    restart(app(0));
    subscribe_all(app(0), DRIVER_KEY_VALUE, 1);
    complete(OK, "secret");
    assert_int_equal(queued(app(0)), 0);
    assert_null(store.request);
    lend(0, "key", "value", 16);
    kv(0, GET);
    assert_int_equal(store.begun, 2);
}

TEST(test_a_process_without_room_for_a_grant_is_told) {
    has_access = may_write = true;
    boot_apps(1);
    machine_fill(app(0));
    struct call c = kv(0, COLLECT);
    assert_failure(c, ERR_NOMEM);
}
