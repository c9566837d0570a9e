/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Countdowns (capsules/virtual/countdown.h): no wrap of a 32-bit counter matters. */
#include "capsules/virtual/countdown.h"

#include "tests/unit/random.h"
#include "tests/unit/unit.h"

/* Ends and middles of the ranges of ticks and of intervals. */
static const uint32_t points[] = {
    0,          1,          2,          100,        0x7FFFFFFE, 0x7FFFFFFF,
    0x80000000, 0x80000001, 0xFFFFFF00, 0xFFFFFFFE, 0xFFFFFFFF,
};

/* An alarm at (reference, dt) is due as soon as now is not in [reference, reference + dt). */
TEST(test_what_is_left_is_the_way_to_the_end_of_the_interval_or_nothing_outside_it) {
    for (size_t r = 0; r < COUNT_OF(points); r++) {
        for (size_t d = 0; d < COUNT_OF(points); d++) {
            for (size_t n = 0; n < COUNT_OF(points); n++) {
                uint32_t reference = points[r];
                uint32_t dt = points[d];
                uint32_t now = points[n];
                UNIT_CONTEXT("reference 0x%x, dt 0x%x, now 0x%x", reference, dt, now);
                uint64_t position = (uint64_t)now - reference + (now < reference ? 1ull << 32 : 0);
                bool inside = position < dt;
                struct countdown c = {0, 0, false};
                countdown_start(&c, now, reference, dt);
                assert_true(c.armed);
                assert_int_equal(c.rest, inside ? dt - position : 0);
                assert_int_equal(countdown_advance(&c, now), c.rest);
            }
        }
    }
}

TEST(test_a_countdown_that_is_looked_at_late_is_over) {
    for (size_t n = 0; n < COUNT_OF(points); n++) {
        struct countdown c = {0, 0, false};
        countdown_start(&c, points[n], points[n], 10);
        assert_int_equal(countdown_advance(&c, points[n] + 9), 1);
        assert_int_equal(countdown_advance(&c, points[n] + 9 + 0xFFFFFFFFu), 0);
        assert_int_equal(countdown_advance(&c, points[n]), 0); /* and stays so */
    }
}

TEST(test_the_longest_interval_takes_all_its_ticks) {
    for (size_t n = 0; n < COUNT_OF(points); n++) {
        struct countdown c = {0, 0, false};
        uint32_t start = points[n];
        countdown_start(&c, start, start, 0xFFFFFFFF);
        assert_int_equal(countdown_advance(&c, start + COUNTDOWN_LONGEST_WAIT), 0x7FFFFFFF);
        assert_int_equal(countdown_advance(&c, start + 0xFFFFFFFE), 1);
        assert_int_equal(countdown_advance(&c, start + 0xFFFFFFFF), 0);
    }
}

TEST(test_however_often_it_is_looked_at_it_is_over_at_the_same_tick) {
    struct random r = random_from(17);
    for (unsigned round = 0; round < 2000; round++) {
        UNIT_CONTEXT("round %u", round);
        uint32_t now = random_word(&r);
        uint32_t dt = random_skewed(&r);
        struct countdown c = {0, 0, false};
        countdown_start(&c, now, now, dt);
        uint64_t passed = 0;
        for (unsigned look = 0; look < 20; look++) {
            uint32_t step = random_skewed(&r);
            passed += step;
            now += step;
            assert_int_equal(countdown_advance(&c, now), passed < dt ? dt - passed : 0);
        }
    }
}
