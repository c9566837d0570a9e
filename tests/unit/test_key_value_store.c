/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The key-value store (capsules/system/key_value_store.c) on flash whose power can be cut: in the middle of
 * any write and any erasure, with any of the bits that it was about reached, and any others not. */
#include "tests/unit/cut_store.h"
#include "tests/unit/unit.h"

#include <stdio.h>

#define ME 0x11u

static enum errorcode set(const char *name, const char *text) {
    return change(KEY_VALUE_SET, name, text, (uint32_t)strlen(text));
}
static enum errorcode delete (const char *name) { return change(KEY_VALUE_DELETE, name, "", 0); }

static void assert_ok(enum errorcode status) {
    assert_int_equal(status, OK);
}

static void assert_has(const char *name, const void *bytes, uint32_t length) {
    assert_ok(change(KEY_VALUE_GET, name, "", 0));
    assert_int_equal(request.length, length);
    assert_int_equal(value.length, length < VALUE_MAX ? length : VALUE_MAX);
    assert_memory_equal(value_bytes, bytes, value.length);
}
static void assert_is(const char *name, const char *text) {
    assert_has(name, text, (uint32_t)strlen(text));
}
static void assert_none(const char *name) {
    enum errorcode status = change(KEY_VALUE_GET, name, "", 0);
    assert_int_equal(status, ERR_NOSUPPORT);
}

static void i_am(uint32_t id) {
    request.access = storage_access_own(id);
}

static void start(void) {
    device.random = random_from(5);
    power_on();
    i_am(ME);
}

/* ---- What it does ---- */

TEST(test_nothing_is_there_at_first_and_nothing_is_written_to_find_that_out) {
    start();
    assert_none("a");
    enum errorcode status = delete ("a");
    assert_int_equal(status, ERR_NOSUPPORT);
    assert_int_equal(device.changes, 0);
}

TEST(test_what_was_set_is_there_after_power_off) {
    start();
    assert_ok(set("name", "value"));
    assert_is("name", "value");
    power_on();
    assert_is("name", "value");
    assert_none("namesake");
    assert_none("name2");
}

TEST(test_junk_in_the_flash_is_no_store) {
    start();
    for (uint32_t i = 0; i < BYTES; i++) {
        device.bytes[i] = (uint8_t)random_word(&device.random);
    }
    assert_none("a");
    assert_ok(set("a", "1"));
    power_on();
    assert_is("a", "1");
}

TEST(test_a_value_is_replaced_by_the_next_one) {
    start();
    assert_ok(set("a", "one"));
    assert_ok(set("b", "two"));
    assert_ok(set("a", "three and more"));
    assert_is("a", "three and more");
    assert_is("b", "two");
    power_on();
    assert_is("a", "three and more");
    assert_is("b", "two");
}

TEST(test_what_was_deleted_is_gone_for_good) {
    start();
    assert_ok(set("a", "one"));
    assert_ok(set("a", "two"));
    assert_ok(delete ("a"));
    assert_none("a");
    power_on();
    assert_none("a");
    enum errorcode status = delete ("a");
    assert_int_equal(status, ERR_NOSUPPORT);
}

TEST(test_add_wants_it_to_be_absent_and_update_to_be_there) {
    start();
    enum errorcode status = change(KEY_VALUE_UPDATE, "a", "1", 1);
    assert_int_equal(status, ERR_NOSUPPORT);
    assert_none("a");
    assert_ok(change(KEY_VALUE_ADD, "a", "2", 1));
    status = change(KEY_VALUE_ADD, "a", "3", 1);
    assert_int_equal(status, ERR_NOSUPPORT);
    assert_is("a", "2");
    assert_ok(change(KEY_VALUE_UPDATE, "a", "4", 1));
    assert_is("a", "4");
}

TEST(test_a_value_may_be_empty_and_of_any_length) {
    start();
    char text[VALUE_MAX];
    for (uint32_t length = 0; length < 40; length++) {
        memset(text, 'a' + (int)length % 26, sizeof text);
        assert_ok(change(KEY_VALUE_SET, "k", text, length));
        assert_has("k", text, length);
        assert_int_equal(key.length, 1);
    }
}

TEST(test_keys_may_be_of_any_length_up_to_the_longest) {
    start();
    char name[KEY_VALUE_KEY_MAX + 1] = {0};
    memset(name, 'x', KEY_VALUE_KEY_MAX);
    for (uint32_t length = KEY_VALUE_KEY_MAX; length > 0; length--) {
        name[length] = 0;
        assert_ok(set(name, "v"));
        assert_is(name, "v");
        assert_ok(delete (name));
        assert_none(name);
    }
}

TEST(test_a_key_that_is_none_is_refused) {
    start();
    prepare(KEY_VALUE_GET, "", "", 0);
    enum errorcode error = key_value_begin(&kv, &request);
    assert_int_equal(error, ERR_INVAL);
    error = key_value_begin(&kv, NULL);
    assert_int_equal(error, ERR_INVAL);
}

TEST(test_a_request_is_served_once_at_a_time) {
    start();
    prepare(KEY_VALUE_SET, "a", "1", 1);
    enum errorcode error = key_value_begin(&kv, &request);
    assert_int_equal(error, OK);
    error = key_value_begin(&kv, &request);
    assert_int_equal(error, ERR_BUSY);
    settle();
    assert_int_equal(asker.told, 1);
}

TEST(test_spaces_do_not_meet) {
    start();
    assert_ok(set("a", "program"));
    request.space = KEY_VALUE_SHARED_BLOCKS;
    assert_none("a");
    assert_ok(set("a", "block"));
    request.space = KEY_VALUE_OF_PROGRAMS;
    assert_is("a", "program");
    assert_ok(delete ("a"));
    request.space = KEY_VALUE_SHARED_BLOCKS;
    power_on();
    assert_is("a", "block");
}

TEST(test_a_longer_value_than_there_is_room_for_is_read_as_far_as_it_goes) {
    start();
    assert_ok(set("a", "0123456789"));
    static struct buffer small = {.bytes = value_bytes, .capacity = 4};
    request.value = &small;
    prepare(KEY_VALUE_GET, "a", "", 0);
    assert_ok(go());
    assert_int_equal(request.length, 10);
    assert_int_equal(small.length, 4);
    assert_memory_equal(value_bytes, "0123", 4);
}

/* ---- Whose it is ---- */

#define YOU 0x22u

TEST(test_what_is_somebody_else_s_is_not_there_and_cannot_be_changed) {
    start();
    assert_ok(set("secret", "mine"));
    i_am(YOU);
    assert_none("secret");
    enum errorcode status = delete ("secret");
    assert_int_equal(status, ERR_NOSUPPORT);
    for (enum key_value_operation o = KEY_VALUE_SET; o <= KEY_VALUE_UPDATE; o++) {
        status = change(o, "secret", "yours", 5);
        assert_int_equal(status, ERR_NOSUPPORT);
    }
    power_on();
    i_am(ME);
    assert_is("secret", "mine");
}

TEST(test_to_read_and_to_change_are_permitted_apart) {
    start();
    assert_ok(set("a", "1"));
    i_am(YOU);
    request.access.readable = 2;
    request.access.read_ids[1] = ME;
    assert_is("a", "1");
    enum errorcode status = set("a", "2");
    assert_int_equal(status, ERR_NOSUPPORT);
    i_am(YOU);
    request.access.changeable = 2;
    request.access.modify_ids[1] = ME;
    assert_none("a");
    assert_ok(set("a", "3")); /* and is now the writer's */
    assert_is("a", "3");
    i_am(ME);
    assert_none("a");
}

TEST(test_own_values_are_no_exception) {
    start();
    request.access.readable = 0;
    assert_ok(set("a", "1"));
    assert_none("a");
    request.access.changeable = 0;
    enum errorcode status = delete ("a");
    assert_int_equal(status, ERR_NOSUPPORT);
    i_am(ME);
    assert_is("a", "1");
}

/* A power cut leaves no such thing, but a worn-out cell may. */
TEST(test_a_head_that_is_damaged_gives_its_value_to_nobody) {
    start();
    assert_ok(set("a", "mine"));
    uint32_t owner = PAGE + PAGE_HEAD_BYTES + RECORD_OWNER * 4; /* of page 1 */
    assert_int_equal(device.bytes[owner], ME);
    device.bytes[owner] = YOU & ME; /* 0 */
    power_on();
    assert_none("a");
    i_am(YOU & ME);
    assert_none("a");
    i_am(ME);
    assert_ok(set("a", "anew"));
    power_on();
    assert_is("a", "anew");
}

/* ---- Room ---- */

TEST(test_old_values_are_collected_for_ever_and_wear_is_spread) {
    start();
    assert_ok(set("fixed", "stays where it is, if it can"));
    char text[16];
    for (int i = 0; i < 3000; i++) {
        (void)snprintf(text, sizeof text, "%d", i);
        assert_ok(set("counter", text));
    }
    assert_is("counter", "2999");
    power_on();
    assert_is("fixed", "stays where it is, if it can");
    assert_is("counter", "2999");
    unsigned most = 0, least = UINT32_MAX;
    for (uint32_t i = 0; i < PAGES; i++) {
        most = device.erasures[i] > most ? device.erasures[i] : most;
        least = device.erasures[i] < least ? device.erasures[i] : least;
    }
    assert_true(least > 20);
    assert_in_range(most - least, 0, 1);
}

TEST(test_one_owner_cannot_fill_it) {
    start();
    char name[8];
    enum errorcode status = OK;
    unsigned count = 0;
    while (status == OK) {
        (void)snprintf(name, sizeof name, "%u", count);
        status = set(name, "a value of some length");
        count += status == OK;
    }
    assert_int_equal(status, ERR_NOMEM);
    assert_true(count >= 4 && count < 8);
    i_am(YOU);
    assert_ok(set("other", "has room"));
    i_am(ME);
    assert_ok(delete ("0"));
    assert_ok(set("new", "a value of some length"));
    power_on();
    assert_is("1", "a value of some length");
    assert_none("0");
}

TEST(test_what_can_never_be_held_is_refused_before_anything_is_written) {
    start();
    static uint8_t bytes[PAGE];
    static struct buffer large = {.bytes = bytes, .capacity = PAGE, .length = PAGE};
    prepare(KEY_VALUE_SET, "a", "", 0);
    request.value = &large;
    enum errorcode status = go();
    assert_int_equal(status, ERR_SIZE);
    assert_int_equal(device.changes, 0);
}

TEST(test_the_store_is_full_when_it_says_so_and_not_before) {
    start();
    char name[8];
    unsigned count = 0;
    for (uint32_t id = 1; id < 100; id++) {
        i_am(id);
        (void)snprintf(name, sizeof name, "%u", id);
        enum errorcode status = set(name, "twenty bytes of text");
        if (status != OK) {
            assert_int_equal(status, ERR_NOMEM);
            break;
        }
        count++;
    }
    assert_true(count * 48 > BYTES / 2);
    power_on();
    for (uint32_t id = 1; id <= count; id++) {
        i_am(id);
        (void)snprintf(name, sizeof name, "%u", id);
        assert_is(name, "twenty bytes of text");
    }
}

TEST(test_collecting_is_done_if_it_saves_a_page_and_not_otherwise) {
    start();
    for (int i = 0; i < 30; i++) {
        assert_ok(set("a", "the same again"));
    }
    prepare(KEY_VALUE_COLLECT, "", "", 0);
    assert_ok(go());
    device.changes = 0;
    prepare(KEY_VALUE_COLLECT, "", "", 0);
    assert_ok(go());
    assert_int_equal(device.changes, 0);
    assert_is("a", "the same again");
    power_on();
    assert_is("a", "the same again");
}

/* ---- Several who ask ---- */

TEST(test_requests_are_served_in_the_order_in_which_they_came) {
    start();
    BUFFER(key2, KEY_VALUE_KEY_MAX);
    BUFFER(value2, VALUE_MAX);
    static struct key_value_request second = {
        .client = &asker_client, .key = &key2, .value = &value2};
    second.operation = KEY_VALUE_GET;
    second.access = storage_access_own(ME);
    memcpy(key2_bytes, "a", 1);
    buffer_window(&key2, 0, 1);
    prepare(KEY_VALUE_SET, "a", "1", 1);
    enum errorcode error = key_value_begin(&kv, &request);
    assert_int_equal(error, OK);
    error = key_value_begin(&kv, &second);
    assert_int_equal(error, OK);
    settle();
    assert_int_equal(asker.told, 2);
    assert_int_equal(asker.status, OK);
    assert_memory_equal(value2_bytes, "1", 1);
}

/* ---- Cuts ---- */

static struct step random_step(struct random *r, const struct model *m) {
    struct step s = {.about = random_below(r, KEYS), .length = random_below(r, 24)};
    s.length += random_one_in(r, 8) ? random_below(r, 70) : 0;
    s.operation = m->is_there[s.about] && random_one_in(r, 4) ? KEY_VALUE_DELETE : KEY_VALUE_SET;
    for (uint32_t i = 0; i < s.length; i++) {
        s.bytes[i] = (uint8_t)random_word(r);
    }
    return s;
}

/* The operation at every point of which the power goes, the machine being as `flash_before` and `store_before`;
 * then once more while what the cut has left is put in order. */
static unsigned cut_everywhere(const struct step *s, const struct model *before,
                               const struct model *after, const uint8_t flash_before[static BYTES],
                               const struct key_value_store *store_before, unsigned changes) {
    for (unsigned cut = 1; cut <= changes; cut++) {
        UNIT_CONTEXT("cut %u of %u", cut, changes);
        memcpy(device.bytes, flash_before, BYTES);
        store = *store_before;
        device.changes = 0;
        device.cut_at = cut;
        enum errorcode status = perform(s);
        assert_int_equal(status, ERR_NODEVICE);
        power_on();
        if (random_one_in(&device.random, 2)) {
            device.changes = 0;
            device.cut_at = 1 + random_below(&device.random, 20);
            if (perform(s) != OK) {
                power_on();
            } else {
                device.cut_at = 0;
            }
        }
        bool is_new = assert_old_or_new(before, after, s->about);
        power_on();
        bool is_new_again = assert_old_or_new(before, after, s->about);
        assert_int_equal(is_new_again, is_new); /* and not one now, the other then */
    }
    return changes;
}

static unsigned cuts(uint32_t seed, unsigned steps) {
    struct random r = random_from(seed);
    struct model model = {0};
    unsigned count = 0;
    for (unsigned i = 0; i < steps; i++) {
        UNIT_CONTEXT("seed %u, step %u", seed, i);
        static uint8_t flash_before[BYTES];
        memcpy(flash_before, device.bytes, BYTES);
        struct key_value_store store_before = store;
        struct step s = random_step(&r, &model);
        struct model after = model;
        device.changes = 0;
        enum errorcode status = perform(&s);
        if (status == ERR_NOMEM) {
            assert_true(holds(s.about, &model));
            continue;
        }
        assert_int_equal(status, OK);
        apply(&after, &s);
        unsigned changes = device.changes;
        static uint8_t flash_after[BYTES];
        memcpy(flash_after, device.bytes, BYTES);
        struct key_value_store store_after = store;
        count += cut_everywhere(&s, &model, &after, flash_before, &store_before, changes);
        memcpy(device.bytes, flash_after, BYTES);
        store = store_after;
        model = after;
    }
    return count;
}

TEST(test_power_may_go_at_every_write_and_erasure) {
    start();
    for (uint32_t id = 2; id < 6; id++) { /* so that there is something to copy */
        i_am(0x100 + id);
        char name[] = {'x', (char)('0' + id), 0};
        assert_ok(set(name, "somebody else's value, which is in the way"));
    }
    i_am(ME);
    unsigned count = cuts(1, 2000);
    assert_in_range(count, 25000, 1000000);
}

/* Without going back: what one cut has left is where the next one begins. */
TEST(test_power_may_go_again_and_again) {
    start();
    struct random r = random_from(99);
    struct model model = {0};
    unsigned went = 0;
    for (unsigned i = 0; i < 20000; i++) {
        UNIT_CONTEXT("step %u", i);
        struct step s = random_step(&r, &model);
        struct model after = model;
        apply(&after, &s);
        device.changes = 0;
        device.cut_at = random_one_in(&r, 2) ? 1 + random_below(&r, 60) : 0;
        device.fails = random_one_in(&r, 3);
        enum errorcode status = perform(&s);
        went += status == ERR_NODEVICE || status == ERR_FAIL;
        if (device.is_off) {
            power_on();
        }
        device.cut_at = 0;
        if (status == ERR_NOMEM || status == ERR_NOSUPPORT) {
            continue;
        }
        if (assert_old_or_new(&model, &after, s.about)) {
            model = after;
        } else {
            assert_int_not_equal(status, OK);
        }
    }
    assert_in_range(went, 1500, 20000);
}
