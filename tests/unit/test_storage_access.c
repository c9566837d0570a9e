/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Storage permissions in a header (kernel/tbf.c), and what of them counts (ABI 4.3, 5.8). */
#include "kernel/storage_access.h"

#include "kernel/tbf.h"
#include "tests/unit/tbf_builder.h"
#include "tests/unit/unit.h"

/* What is read of a header with such a TLV. */
static bool read(const void *value, uint32_t length, struct tbf_storage *out) {
    struct tbf_builder b;
    tbf_begin(&b);
    tbf_tlv(&b, TBF_TLV_STORAGE_PERMISSIONS, value, length);
    tbf_finish(&b, 1024, 1);
    struct tbf_bytes object = {b.bytes, b.total_size};
    struct tbf_head head;
    assert_int_equal(tbf_read_head(object, &head), TBF_STEP_OBJECT);
    return tbf_storage_permissions(object, head.header_size, out);
}

TEST(test_ids_are_read_in_their_order) {
    struct tbf_storage s;
    assert_true(read("\x01\0\0\0\x02\0\x11\0\0\0\x22\0\0\0\x01\0\x33\0\0\x80", 20, &s));
    assert_int_equal(s.write_id, 1);
    assert_int_equal(s.read.count, 2);
    assert_int_equal(s.read.ids[0], 0x11);
    assert_int_equal(s.read.ids[1], 0x22);
    assert_int_equal(s.modify.count, 1);
    assert_int_equal(s.modify.ids[0], 0x80000033u);
}

TEST(test_lists_that_do_not_fit_or_are_too_long_permit_nothing) {
    static uint8_t value[2 + 4 + 4 * 16];
    value[0] = 1; /* the write id */
    const struct {
        uint8_t readers;
        uint8_t modifiers;
        uint32_t length;
    } broken[] = {{1, 0, 8}, {0, 1, 8}, {1, 1, 12}, {9, 0, 4 + 2 + 36 + 2},
                  {0, 0, 7}, {0, 0, 0}, {255, 0, 8}};
    for (unsigned i = 0; i < COUNT_OF(broken); i++) {
        UNIT_CONTEXT("case %u", i);
        value[4] = broken[i].readers;
        memset(value + 5, 0, sizeof value - 5);
        value[6 + 4 * (broken[i].readers < 9 ? broken[i].readers : 9)] = broken[i].modifiers;
        struct tbf_storage s = {.write_id = 7};
        assert_true(read(value, broken[i].length, &s));
        assert_int_equal(s.write_id, 0);
        assert_int_equal(s.read.count, 0);
        assert_int_equal(s.modify.count, 0);
    }
}

TEST(test_eight_of_each_are_read) {
    static uint8_t value[4 + 2 + 32 + 2 + 32];
    value[4] = 8;
    value[6] = 1;
    value[6 + 32] = 8;
    value[6 + 32 + 2 + 28] = 9;
    struct tbf_storage s;
    assert_true(read(value, sizeof value, &s));
    assert_int_equal(s.read.count, 8);
    assert_int_equal(s.modify.count, 8);
    assert_int_equal(s.read.ids[0], 1);
    assert_int_equal(s.modify.ids[7], 9);
}

TEST(test_access_is_to_what_is_named_and_counts) {
    struct storage_access a = {
        .readable = 2, .read_ids = {5, 6, 7}, .changeable = 1, .modify_ids = {8, 5}};
    assert_true(storage_may_read(&a, 5));
    assert_true(storage_may_read(&a, 6));
    assert_false(storage_may_read(&a, 7));
    assert_false(storage_may_read(&a, 0));
    assert_true(storage_may_modify(&a, 8));
    assert_false(storage_may_modify(&a, 5));
}

TEST(test_one_s_own_is_all_that_is_one_s_own) {
    struct storage_access a = storage_access_own(9);
    assert_true(a.may_write);
    assert_int_equal(a.id, 9);
    assert_true(storage_may_read(&a, 9) && storage_may_modify(&a, 9));
    assert_false(storage_may_read(&a, 0) || storage_may_modify(&a, 0));
}
