/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What holds for a set of ready slots of any size: included by a test for each. */
#ifndef TESTS_UNIT_READY_SET_TESTS_H
#define TESTS_UNIT_READY_SET_TESTS_H

#include "kernel/ready_set.h"
#include "tests/unit/random.h"
#include "tests/unit/unit.h"

TEST(test_an_empty_set_has_nothing) {
    struct ready_set s = {{0}};
    assert_true(ready_set_is_empty(&s));
    assert_int_equal(ready_set_lowest(&s), READY_NONE);
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        assert_false(ready_set_has(&s, slot));
        assert_int_equal(ready_set_after(&s, slot), READY_NONE);
    }
}

TEST(test_each_slot_comes_and_goes_by_itself) {
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        struct ready_set s = {{0}};
        ready_set_add(&s, slot);
        assert_false(ready_set_is_empty(&s));
        for (uint32_t other = 0; other < PROCESS_SLOTS; other++) {
            assert_int_equal(ready_set_has(&s, other), other == slot);
            assert_int_equal(ready_set_after(&s, other), slot);
        }
        assert_int_equal(ready_set_lowest(&s), slot);
        ready_set_add(&s, slot); /* twice is once */
        ready_set_remove(&s, slot);
        assert_true(ready_set_is_empty(&s));
    }
}

TEST(test_a_slot_itself_comes_last) {
    struct ready_set s = {{0}};
    ready_set_add(&s, 0);
    ready_set_add(&s, PROCESS_SLOTS - 1);
    assert_int_equal(ready_set_after(&s, 0), PROCESS_SLOTS - 1);
    assert_int_equal(ready_set_after(&s, PROCESS_SLOTS - 1), 0);
}

TEST(test_going_round_visits_every_slot_of_a_full_set_in_order) {
    struct ready_set s = {{0}};
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        ready_set_add(&s, slot);
    }
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        assert_int_equal(ready_set_after(&s, slot), (slot + 1) % PROCESS_SLOTS);
    }
}

/* Against an array of booleans. */
TEST(test_any_set_answers_as_a_list_of_booleans) {
    struct random r = random_from(3);
    struct ready_set s = {{0}};
    bool in[PROCESS_SLOTS] = {false};
    for (unsigned step = 0; step < 4000; step++) {
        uint32_t slot = random_below(&r, PROCESS_SLOTS);
        in[slot] = random_one_in(&r, 3);
        if (in[slot]) {
            ready_set_add(&s, slot);
        } else {
            ready_set_remove(&s, slot);
        }
        uint32_t from = random_below(&r, PROCESS_SLOTS);
        uint32_t expected = READY_NONE;
        for (uint32_t i = PROCESS_SLOTS; i > 0; i--) {
            expected = in[(from + i) % PROCESS_SLOTS] ? (from + i) % PROCESS_SLOTS : expected;
        }
        assert_int_equal(ready_set_after(&s, from), expected);
        assert_int_equal(ready_set_is_empty(&s), expected == READY_NONE);
    }
}

#endif
