/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Names of processes (kernel/process_id.h) with many slots. What becomes of old names is in
 * test_old_names.c. */
#undef PROCESS_SLOTS
#define PROCESS_SLOTS 200
#include "kernel/process_id.h"
#include "tests/unit/unit.h"

TEST(test_slot_and_generation_come_out_as_they_went_in) {
    static const uint32_t generations[] = {0, 1, 0x1234, PROCESS_GENERATION_MAX - 1};
    for (size_t i = 0; i < COUNT_OF(generations); i++) {
        for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
            struct process_id id = process_id_of(generations[i], slot);
            assert_int_equal(process_id_slot(id), slot);
            assert_int_equal(process_id_generation(id), generations[i]);
            assert_false(process_id_is_none(id));
        }
    }
}

TEST(test_equal_are_names_with_the_same_slot_and_generation_only) {
    assert_true(process_id_equal(process_id_of(5, 3), process_id_of(5, 3)));
    assert_false(process_id_equal(process_id_of(5, 3), process_id_of(5, 4)));
    assert_false(process_id_equal(process_id_of(5, 3), process_id_of(6, 3)));
    assert_false(process_id_equal(process_id_of(5, 3), process_id_none()));
}

TEST(test_no_name_that_is_given_is_the_name_of_no_process) {
    assert_true(process_id_is_none(process_id_none()));
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        assert_false(process_id_is_none(process_id_of(PROCESS_GENERATION_MAX - 1, slot)));
    }
}

TEST(test_the_number_that_people_see_grows_with_each_life_and_is_the_slot_after_boot) {
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        assert_int_equal(process_id_number(process_id_of(0, slot)), slot);
        for (uint32_t life = 1; life < 5; life++) {
            assert_true(process_id_number(process_id_of(life, slot)) >
                        process_id_number(process_id_of(life - 1, slot)));
        }
    }
}
