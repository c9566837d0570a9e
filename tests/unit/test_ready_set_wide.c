/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The set of ready slots (kernel/ready_set.h) when it takes several words. */
#undef PROCESS_SLOTS
#define PROCESS_SLOTS 70
#include "tests/unit/ready_set_tests.h"

TEST(test_it_takes_three_words) {
    assert_int_equal(READY_WORDS, 3);
}
