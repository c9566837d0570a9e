/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Drivers 0x50001 and 0x50004 (capsules/syscall/nonvolatile.c; ABI 7.8), over a store that holds blocks. */
#include "capsules/syscall/nonvolatile.h"

#include "tests/unit/capsules.h"
#include "tests/unit/random.h"

enum {
    EXISTS,
    SIZE,
    READ,
    WRITE,
    BEYOND
};
#define BLOCK NONVOLATILE_BLOCK_BYTES
#define REGION 1536u
#define BLOCKS (REGION / BLOCK)

extern struct nonvolatile_driver shared, isolated;
#define DRIVERS(X)                                                                                \
    X(SHARED, DRIVER_NONVOLATILE, struct nonvolatile_driver, &shared, nonvolatile_driver_command, \
      &nonvolatile_apps_layout)                                                                   \
    X(ISOLATED, DRIVER_ISOLATED, struct nonvolatile_driver, &isolated,                            \
      nonvolatile_isolated_command, &nonvolatile_apps_layout)
DRIVER_INDICES(DRIVERS);
DRIVER_TABLE(DRIVERS);

/* ---- The store: what it is asked for happens when the test says so ---- */

#define ITEMS 32u
struct fake_store {
    struct key_value_request *waiting[4];
    unsigned count;
    unsigned sets;
    struct item {
        enum key_value_space space;
        uint32_t owner;
        uint8_t key[NONVOLATILE_KEY_BYTES];
        uint8_t value[BLOCK];
        bool is_there;
    } items[ITEMS];
};
static struct fake_store store;

static enum errorcode begin(struct fake_store *f, struct key_value_request *r) {
    assert_in_range(f->count, 0, COUNT_OF(f->waiting) - 1);
    assert_int_equal(r->key->length, NONVOLATILE_KEY_BYTES);
    r->is_waiting = true;
    f->waiting[f->count++] = r;
    return OK;
}
static const struct key_value_ops store_ops = KEY_VALUE_OPS(struct fake_store, begin);
static const struct key_value store_hil = {.ops = &store_ops,
                                           .self = SELF(struct fake_store, &store)};

static struct item *find(const struct key_value_request *r, bool or_new) {
    for (struct item *i = store.items; i < store.items + ITEMS; i++) {
        if (i->is_there && i->space == r->space &&
            memcmp(i->key, r->key->bytes, NONVOLATILE_KEY_BYTES) == 0) {
            return i;
        }
        if (!i->is_there && or_new) {
            *i = (struct item){.space = r->space, .owner = r->access.id, .is_there = true};
            memcpy(i->key, r->key->bytes, NONVOLATILE_KEY_BYTES);
            return i;
        }
    }
    return NULL;
}

/* Does one thing; `status` other than OK: it fails. */
static void complete(enum errorcode status) {
    struct key_value_request *r = store.waiting[0];
    assert_true(store.count > 0);
    store.count--;
    memmove(store.waiting, store.waiting + 1, store.count * sizeof store.waiting[0]);
    struct item *item = find(r, r->operation == KEY_VALUE_SET && status == OK);
    if (r->operation == KEY_VALUE_SET && status == OK) {
        assert_int_equal(r->value->length, BLOCK);
        assert_int_equal(item->owner, r->access.id);
        memcpy(item->value, r->value->bytes, BLOCK);
        store.sets++;
    } else if (status == OK && item == NULL) {
        status = ERR_NOSUPPORT;
    } else if (status == OK) {
        memcpy(r->value->bytes, item->value, BLOCK);
        buffer_window(r->value, 0, BLOCK);
    }
    r->is_waiting = false;
    key_value_client_done(r->client, r, status);
    deferred_call_run();
}

static void complete_all(void) {
    while (store.count > 0) {
        complete(OK);
    }
}

/* ---- The drivers ---- */

BUFFER(shared_key, NONVOLATILE_KEY_BYTES);
BUFFER(shared_block, BLOCK);
BUFFER(isolated_key, NONVOLATILE_KEY_BYTES);
BUFFER(isolated_block, BLOCK);
static const struct key_value_client shared_client =
    KEY_VALUE_CLIENT(struct nonvolatile_driver, nonvolatile_driver_done, &shared);
static const struct key_value_client isolated_client =
    KEY_VALUE_CLIENT(struct nonvolatile_driver, nonvolatile_driver_done, &isolated);
struct nonvolatile_driver shared = NONVOLATILE_DRIVER(
    &shared, REGION, &store_hil, &shared_client, shared_key, NONVOLATILE_KEY_BYTES, shared_block,
    NONVOLATILE_BLOCK_BYTES, SHARED, (struct process_management_capability){});
struct nonvolatile_driver isolated = ISOLATED_DRIVER(
    &isolated, REGION, &store_hil, &isolated_client, isolated_key, NONVOLATILE_KEY_BYTES,
    isolated_block, NONVOLATILE_BLOCK_BYTES, ISOLATED, (struct process_management_capability){});

static bool has_access, may_write;
bool storage_access_of(struct process_id id, struct storage_access *access,
                       struct process_management_capability cap) {
    (void)cap;
    *access = storage_access_own(0x100 + process_id_slot(id));
    access->may_write = may_write;
    return has_access;
}

/* ---- Programs ---- */

#define AT 256u
#define ROOM 1280u

static struct process *app(uint32_t slot) {
    return machine_process(slot);
}
static uint8_t *bytes_of(uint32_t slot) {
    return (uint8_t *)bytes_at(ram_of(app(slot)) + AT);
}

static void lend(uint32_t slot, uint32_t driver, uint32_t length) {
    uint32_t at = length == 0 ? 0 : ram_of(app(slot)) + AT;
    struct call c = allow_ro(app(slot), driver, 0, at, length);
    assert_int_equal(c.r[0], RETURN_SUCCESS_2U32);
    c = allow_rw(app(slot), driver, 0, at, length);
    assert_int_equal(c.r[0], RETURN_SUCCESS_2U32);
}

static void start(uint32_t apps) {
    has_access = may_write = true;
    boot_apps(apps);
    for (uint32_t i = 0; i < apps; i++) {
        subscribe_all(app(i), DRIVER_NONVOLATILE, 2);
        subscribe_all(app(i), DRIVER_ISOLATED, 3);
        lend(i, DRIVER_NONVOLATILE, ROOM);
        lend(i, DRIVER_ISOLATED, ROOM);
    }
}

static struct call ask(uint32_t slot, uint32_t driver, uint32_t number, uint32_t a, uint32_t b) {
    struct call c = command(app(slot), driver, number, a, b);
    deferred_call_run();
    return c;
}

/* ---- 0x50001 ---- */

TEST(test_both_exist_and_other_commands_do_not) {
    start(1);
    const uint32_t numbers[] = {DRIVER_NONVOLATILE, DRIVER_ISOLATED};
    for (uint32_t i = 0; i < 2; i++) {
        struct call c = ask(0, numbers[i], EXISTS, 0, 0);
        assert_success(c);
        c = ask(0, numbers[i], BEYOND, 0, 8);
        assert_failure(c, ERR_NOSUPPORT);
        c = ask(0, numbers[i], UINT32_MAX, 0, 8);
        assert_failure(c, ERR_NOSUPPORT);
    }
}

TEST(test_the_shared_region_has_a_size) {
    start(1);
    struct call c = ask(0, DRIVER_NONVOLATILE, SIZE, 0, 0);
    assert_int_equal(c.r[0], RETURN_SUCCESS_U32);
    assert_int_equal(c.r[1], REGION);
}

TEST(test_what_one_writes_another_reads_in_the_shared_region) {
    start(2);
    memcpy(bytes_of(0), "for everybody", 13);
    struct call c = ask(0, DRIVER_NONVOLATILE, WRITE, BLOCK - 5, 13);
    assert_success(c);
    complete_all();
    assert_given(app(0), 1, 13, 0, 0);
    assert_int_equal(store.sets, 2);
    c = ask(1, DRIVER_NONVOLATILE, READ, BLOCK - 6, 15);
    assert_success(c);
    complete_all();
    assert_given(app(1), 0, 15, 0, 0);
    assert_memory_equal(bytes_of(1),
                        "\xFF"
                        "for everybody\xFF",
                        15);
}

TEST(test_places_outside_are_refused) {
    start(1);
    const struct {
        uint32_t offset;
        uint32_t length;
    } outside[] = {{REGION, 1},         {REGION - 1, 2}, {0, REGION + 1}, {UINT32_MAX, 1},
                   {UINT32_MAX - 3, 8}, {1, UINT32_MAX}, {REGION, 0},     {8, UINT32_MAX - 7}};
    for (uint32_t i = 0; i < COUNT_OF(outside); i++) {
        UNIT_CONTEXT("case %u", i);
        for (uint32_t number = READ; number <= WRITE; number++) {
            struct call c =
                ask(0, DRIVER_NONVOLATILE, number, outside[i].offset, outside[i].length);
            assert_failure(c, ERR_INVAL);
        }
    }
    assert_int_equal(store.count, 0);
}

TEST(test_a_length_is_clipped_to_the_buffer_and_none_is_refused) {
    start(1);
    lend(0, DRIVER_NONVOLATILE, 7);
    struct call c = ask(0, DRIVER_NONVOLATILE, READ, 0, 100);
    assert_success(c);
    complete_all();
    assert_given(app(0), 0, 7, 0, 0);
    lend(0, DRIVER_NONVOLATILE, 0);
    c = ask(0, DRIVER_NONVOLATILE, READ, 0, 100);
    assert_failure(c, ERR_RESERVE);
    lend(0, DRIVER_NONVOLATILE, 7);
    c = ask(0, DRIVER_NONVOLATILE, WRITE, 0, 0);
    assert_failure(c, ERR_RESERVE);
}

TEST(test_one_command_at_a_time) {
    start(1);
    struct call c = ask(0, DRIVER_NONVOLATILE, READ, 0, 8);
    assert_success(c);
    c = ask(0, DRIVER_NONVOLATILE, READ, 0, 8);
    assert_failure(c, ERR_NOMEM);
    c = ask(0, DRIVER_ISOLATED, READ, 0, 0);
    assert_success(c);
    c = ask(0, DRIVER_ISOLATED, READ, 0, 0);
    assert_failure(c, ERR_BUSY);
}

TEST(test_a_failure_is_told_by_how_far_it_came) {
    start(1);
    struct call c = ask(0, DRIVER_NONVOLATILE, WRITE, BLOCK - 10, 100);
    assert_success(c);
    complete(OK);
    complete(OK);
    complete(ERR_FAIL);
    assert_given(app(0), 1, 10, 0, 0);
    c = ask(0, DRIVER_NONVOLATILE, READ, 0, 4);
    assert_success(c);
    complete(ERR_FAIL);
    assert_given(app(0), 0, 0, 0, 0);
}

/* ---- 0x50004 ---- */

TEST(test_the_own_region_tells_its_size_by_an_upcall) {
    start(1);
    struct call c = ask(0, DRIVER_ISOLATED, SIZE, 0, 0);
    assert_success(c);
    assert_given(app(0), 0, OK, REGION, 0);
}

TEST(test_what_one_writes_another_never_reads_in_the_own_regions) {
    start(2);
    memset(bytes_of(0), 'a', ROOM);
    struct call c = ask(0, DRIVER_ISOLATED, WRITE, 3, 0);
    assert_success(c);
    complete_all();
    assert_given(app(0), 2, OK, ROOM, 0);
    c = ask(1, DRIVER_ISOLATED, READ, 0, 0);
    assert_success(c);
    complete_all();
    assert_given(app(1), 1, OK, ROOM, 0);
    for (uint32_t i = 0; i < ROOM; i++) {
        assert_int_equal(bytes_of(1)[i], 0xFF);
    }
    for (uint32_t i = 0; i < BLOCKS; i++) {
        assert_int_equal(store.items[i].owner, 0x100);
    }
}

TEST(test_what_is_wrong_is_told_by_the_upcall) {
    start(1);
    const struct {
        uint32_t low;
        uint32_t high;
        uint32_t length;
        enum errorcode expected;
    } wrong[] = {{REGION, 0, 8, ERR_INVAL},     {REGION - 7, 0, 8, ERR_INVAL},
                 {UINT32_MAX, 0, 2, ERR_INVAL}, {0, 1, 8, ERR_INVAL},
                 {0, UINT32_MAX, 8, ERR_INVAL}, {0, 0, 0, ERR_RESERVE}};
    for (uint32_t i = 0; i < COUNT_OF(wrong); i++) {
        UNIT_CONTEXT("case %u", i);
        lend(0, DRIVER_ISOLATED, wrong[i].length);
        for (uint32_t number = READ; number <= WRITE; number++) {
            struct call c = ask(0, DRIVER_ISOLATED, number, wrong[i].low, wrong[i].high);
            assert_success(c);
            assert_given(app(0), number - 1, (uint32_t)wrong[i].expected, 0, 0);
        }
    }
    assert_int_equal(store.count, 0);
}

TEST(test_who_may_not_write_has_no_region) {
    start(1);
    may_write = false;
    for (uint32_t number = SIZE; number <= WRITE; number++) {
        struct call c = ask(0, DRIVER_ISOLATED, number, 0, 0);
        assert_failure(c, ERR_NOSUPPORT);
    }
    may_write = true;
    has_access = false;
    for (uint32_t number = SIZE; number <= WRITE; number++) {
        struct call c = ask(0, DRIVER_ISOLATED, number, 0, 0);
        assert_failure(c, ERR_NOSUPPORT);
    }
}

TEST(test_no_room_is_told) {
    start(1);
    lend(0, DRIVER_ISOLATED, 4);
    struct call c = ask(0, DRIVER_ISOLATED, WRITE, 0, 0);
    assert_success(c);
    complete(OK);
    complete(ERR_NOMEM);
    assert_given(app(0), 2, ERR_NOMEM, 0, 0);
}

/* ---- Buffers that change, processes that end ---- */

TEST(test_a_buffer_taken_back_ends_it_there) {
    start(1);
    struct call c = ask(0, DRIVER_ISOLATED, WRITE, 0, 0);
    assert_success(c);
    complete(OK);
    complete(OK);
    lend(0, DRIVER_ISOLATED, BLOCK + 3);
    complete(OK);
    assert_given(app(0), 2, ERR_RESERVE, BLOCK, 0);
    assert_int_equal(store.sets, 1);
    lend(0, DRIVER_ISOLATED, ROOM);
    c = ask(0, DRIVER_ISOLATED, READ, 0, 0);
    assert_success(c);
    lend(0, DRIVER_ISOLATED, 0);
    complete(OK);
    assert_given(app(0), 1, ERR_RESERVE, 0, 0);
}

TEST(test_nothing_is_left_of_what_a_process_had) {
    start(1);
    memset(bytes_of(0), 's', ROOM);
    struct call c = ask(0, DRIVER_ISOLATED, WRITE, 0, 0);
    assert_success(c);
    complete_all();
    for (uint32_t i = 0; i < BLOCK; i++) {
        assert_int_equal(isolated_block_bytes[i], 0);
    }
}

TEST(test_processes_take_turns_and_a_dead_one_is_left_out) {
    start(3);
    for (uint32_t i = 0; i < 3; i++) {
        struct call c = ask(i, DRIVER_ISOLATED, READ, 0, 0);
        assert_success(c);
    }
    process_terminate(app(1), COMPLETION_CODE, 0);
    complete_all();
    assert_given(app(0), 1, OK, ROOM, 0);
    assert_given(app(2), 1, OK, ROOM, 0);
}

/* Each region is what was written to it last, byte by byte, and nothing else. */
TEST(test_any_sequence_of_reads_and_writes_is_what_memory_would_do) {
    enum {
        APPS = 2
    };
    start(APPS);
    static uint8_t models[APPS + 1][REGION]; /* the last one is shared */
    memset(models, 0xFF, sizeof models);
    struct random r = random_from(71);
    for (unsigned step = 0; step < 3000; step++) {
        UNIT_CONTEXT("step %u", step);
        uint32_t slot = random_below(&r, APPS);
        bool is_shared = random_one_in(&r, 3);
        uint32_t driver = is_shared ? DRIVER_NONVOLATILE : DRIVER_ISOLATED;
        uint8_t *model = models[is_shared ? APPS : slot];
        uint32_t offset = random_below(&r, REGION);
        uint32_t length = 1 + random_below(&r, ROOM < REGION - offset ? ROOM : REGION - offset);
        bool writes = random_one_in(&r, 2);
        lend(slot, driver, length);
        for (uint32_t i = 0; i < length; i++) {
            bytes_of(slot)[i] = (uint8_t)random_word(&r);
        }
        struct call c = ask(slot, driver, writes ? WRITE : READ, offset, is_shared ? length : 0);
        assert_success(c);
        complete_all();
        if (is_shared) {
            assert_given(app(slot), writes ? 1 : 0, length, 0, 0);
        } else {
            assert_given(app(slot), writes ? 2 : 1, OK, length, 0);
        }
        if (writes) {
            memcpy(model + offset, bytes_of(slot), length);
        } else {
            assert_memory_equal(bytes_of(slot), model + offset, length);
        }
    }
}
