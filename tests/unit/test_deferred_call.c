/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Deferred calls (kernel/deferred_call.c): first set, first called, once each. */
#include "kernel/deferred_call.h"

#include "kernel/process.h"
#include "tests/unit/random.h"
#include "tests/unit/unit.h"

static char order[128];

struct thing {
    char name;
    struct deferred_call *sets; /* when it is called */
    struct deferred_call *sets_too;
};

static void called(struct thing *self) {
    size_t length = strlen(order);
    assert_true(length + 1 < sizeof order);
    order[length] = self->name;
    if (self->sets != NULL) {
        deferred_call_set(self->sets);
    }
    if (self->sets_too != NULL) {
        deferred_call_set(self->sets_too);
    }
}

static struct thing thing_a = {.name = 'a'};
static struct thing thing_b = {.name = 'b'};
static struct thing thing_c = {.name = 'c'};
static struct deferred_call a = DEFERRED_CALL(struct thing, called, &thing_a);
static struct deferred_call b = DEFERRED_CALL(struct thing, called, &thing_b);
static struct deferred_call c = DEFERRED_CALL(struct thing, called, &thing_c);

TEST(test_setting_does_not_call) {
    deferred_call_set(&a);
    assert_string_equal(order, "");
    assert_true((kernel.work & WORK_DEFERRED) != 0);
}

TEST(test_a_turn_without_calls_does_nothing) {
    deferred_call_run();
    assert_string_equal(order, "");
    assert_int_equal(kernel.work, 0);
}

TEST(test_first_set_is_first_called) {
    deferred_call_set(&b);
    deferred_call_set(&c);
    deferred_call_set(&a);
    deferred_call_run();
    assert_string_equal(order, "bca");
    assert_int_equal(kernel.work & WORK_DEFERRED, 0);
}

TEST(test_set_twice_is_called_once_at_its_first_place) {
    deferred_call_set(&a);
    deferred_call_set(&b);
    deferred_call_set(&a);
    deferred_call_run();
    assert_string_equal(order, "ab");
    deferred_call_run();
    assert_string_equal(order, "ab");
}

TEST(test_once_called_it_can_be_set_again) {
    for (unsigned i = 0; i < 5; i++) {
        deferred_call_set(&a);
        deferred_call_run();
    }
    assert_string_equal(order, "aaaaa");
}

TEST(test_one_that_sets_itself_waits_for_the_next_turn) {
    thing_a.sets = &a;
    deferred_call_set(&a);
    deferred_call_run();
    assert_string_equal(order, "a");
    assert_true((kernel.work & WORK_DEFERRED) != 0);
    deferred_call_run();
    assert_string_equal(order, "aa");
}

TEST(test_one_that_sets_another_has_it_called_in_the_next_turn) {
    thing_a.sets = &b;
    deferred_call_set(&a);
    deferred_call_run();
    assert_string_equal(order, "a");
    deferred_call_run();
    assert_string_equal(order, "ab");
    assert_int_equal(kernel.work & WORK_DEFERRED, 0);
}

TEST(test_one_that_sets_another_that_waits_already_changes_nothing) {
    thing_a.sets = &c;
    deferred_call_set(&a);
    deferred_call_set(&b);
    deferred_call_set(&c);
    deferred_call_run();
    assert_string_equal(order, "abc");
    deferred_call_run();
    assert_string_equal(order, "abc");
}

TEST(test_one_that_sets_itself_and_one_before_it_keeps_the_order) {
    thing_b.sets = &b;
    thing_b.sets_too = &a;
    deferred_call_set(&a);
    deferred_call_set(&b);
    deferred_call_set(&c);
    deferred_call_run();
    assert_string_equal(order, "abc");
    thing_b.sets = NULL;
    thing_b.sets_too = NULL;
    deferred_call_run();
    assert_string_equal(order, "abcba");
}

TEST(test_what_is_set_between_turns_comes_after_what_was_set_in_the_last_turn) {
    thing_a.sets = &b;
    deferred_call_set(&a);
    deferred_call_run();
    deferred_call_set(&c);
    deferred_call_set(&a);
    thing_a.sets = NULL;
    deferred_call_run();
    assert_string_equal(order, "abca");
}

/* Against a list of what is pending, that is simpler. */
TEST(test_any_sequence_is_called_in_order) {
    static struct thing things[6];
    static struct deferred_call calls[6];
    for (unsigned i = 0; i < 6; i++) {
        things[i].name = (char)('0' + i);
        calls[i] = (struct deferred_call)DEFERRED_CALL(struct thing, called, &things[i]);
    }
    struct random r = random_from(1);
    for (unsigned step = 0; step < 2000; step++) {
        char expected[8] = "";
        unsigned length = 0;
        memset(order, 0, sizeof order);
        for (uint32_t sets = random_below(&r, 12); sets > 0; sets--) {
            uint32_t which = random_below(&r, 6);
            deferred_call_set(&calls[which]);
            if (strchr(expected, things[which].name) == NULL) {
                expected[length++] = things[which].name;
            }
        }
        deferred_call_run();
        assert_string_equal(order, expected);
    }
}
