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

/* ---- Every story of three ---- */

#define STORY 3
#define TURNS 3

static struct thing players[STORY] = {{.name = 'a'}, {.name = 'b'}, {.name = 'c'}};
static struct deferred_call calls_of[STORY] = {
    DEFERRED_CALL(struct thing, called, &players[0]),
    DEFERRED_CALL(struct thing, called, &players[1]),
    DEFERRED_CALL(struct thing, called, &players[2]),
};

/* What waits, first to last, in plain words. */
struct waiting {
    char names[STORY + 1];
};

static void wait_for(struct waiting *w, const struct waiting *of_this_turn, char name) {
    size_t length = strlen(w->names);
    if (strchr(w->names, name) == NULL && strchr(of_this_turn->names, name) == NULL) {
        w->names[length] = name;
        w->names[length + 1] = 0;
    }
}

/* The calls of a turn are appended to `told`. */
static void model_turn(struct waiting *w, char *told) {
    struct waiting now = *w;
    *w = (struct waiting){{0}};
    while (now.names[0] != 0) {
        const struct thing *player = &players[now.names[0] - 'a'];
        told[strlen(told)] = player->name;
        memmove(now.names, now.names + 1, strlen(now.names));
        if (player->sets != NULL) {
            wait_for(w, &now, (char)('a' + (player->sets - calls_of)));
        }
        if (player->sets_too != NULL) {
            wait_for(w, &now, (char)('a' + (player->sets_too - calls_of)));
        }
    }
}

static struct deferred_call *one_or_none(unsigned which) {
    return which == 0 ? NULL : &calls_of[which - 1];
}

static void tell_story(const unsigned *set_first) {
    char expected[sizeof order] = "";
    struct waiting w = {{0}};
    const struct waiting nobody = {{0}};
    memset(order, 0, sizeof order);
    for (unsigned i = 0; i < STORY; i++) {
        if (set_first[i] != 0) {
            deferred_call_set(one_or_none(set_first[i]));
            wait_for(&w, &nobody, (char)('a' + set_first[i] - 1));
        }
    }
    for (unsigned turn = 0; turn < TURNS; turn++) {
        deferred_call_run();
        model_turn(&w, expected);
        assert_string_equal(order, expected);
        assert_int_equal((kernel.work & WORK_DEFERRED) != 0, w.names[0] != 0);
    }
    for (unsigned i = 0; i < STORY;
         i++) { /* what waits still is called by those that set nothing */
        players[i].sets = NULL;
        players[i].sets_too = NULL;
    }
    deferred_call_run();
    model_turn(&w, expected);
    assert_string_equal(order, expected);
}

/* Each of three calls sets none, one or two of them when it is called; before the first turn up to three are set, in
 * any order: each that was set is called once, in the order of setting, none is lost. */
TEST(test_every_story_of_three_calls_is_told_in_order) {
    for (unsigned sets = 0; sets < 1u << 4 * STORY; sets++) {
        for (unsigned first = 0; first < 1u << 2 * STORY; first++) {
            UNIT_CONTEXT("sets 0x%x, first 0x%x", sets, first);
            unsigned set_first[STORY];
            for (unsigned i = 0; i < STORY; i++) {
                players[i].sets = one_or_none(sets >> 4 * i & 3);
                players[i].sets_too = one_or_none(sets >> (4 * i + 2) & 3);
                set_first[i] = first >> 2 * i & 3;
            }
            tell_story(set_first);
        }
    }
}
