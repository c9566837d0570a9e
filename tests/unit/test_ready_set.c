/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The set of ready slots (kernel/ready_set.h) when it is one word. Its twin test_ready_set_wide.c
 * has more. */
#include "tests/unit/ready_set_tests.h"

TEST(test_it_takes_one_word) {
    assert_int_equal(READY_WORDS, 1);
}
