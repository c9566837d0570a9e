/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The parser of the program format (kernel/tbf.h; ABI 4.1 to 4.4, 2.10), rule by rule. Objects are
 * handed over in memory of exactly their size, so that the sanitizer sees every byte read beyond. */
#include "abi/tbf.h"
#include "kernel/tbf.h"
#include "tests/unit/tbf_builder.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

static struct tbf_builder b;

/* The object, or its first `size` bytes, as the parser sees it. Never freed: the test ends. */
static struct tbf_bytes area_of(uint32_t size) {
    uint8_t *bytes = malloc(size);
    assert_non_null(bytes);
    memset(bytes, 0, size);
    memcpy(bytes, b.bytes, size < sizeof b.bytes ? size : sizeof b.bytes);
    return (struct tbf_bytes){bytes, size};
}

static struct tbf_bytes object(void) {
    return area_of(b.total_size);
}

static struct tbf_head head_of(struct tbf_bytes area) {
    struct tbf_head head = {0, 0};
    assert_int_equal(tbf_read_head(area, &head), TBF_STEP_OBJECT);
    return head;
}

static enum tbf_problem parse(struct tbf *out) {
    struct tbf_bytes area = object();
    return tbf_parse(area, head_of(area), out);
}

static void begin_app(void) {
    tbf_begin(&b);
    tbf_program(&b, 0, 0, 1024, 512, 7);
}

static void finish(void) {
    tbf_finish(&b, 512, TBF_FLAG_ENABLED);
}

static void expect_problem(enum tbf_problem expected) {
    struct tbf t;
    assert_int_equal(parse(&t), expected);
}

/* ---- Steps of the walk (ABI 4.4) ---- */

static enum tbf_step step_of(uint32_t version, uint32_t header_size, uint32_t total_size,
                             uint32_t area_size) {
    tbf_begin(&b);
    tbf_put16(&b, 0, version);
    tbf_put16(&b, 2, header_size);
    tbf_put32(&b, 4, total_size);
    struct tbf_head head;
    return tbf_read_head(area_of(area_size), &head);
}

TEST(test_fewer_than_eight_bytes_left_end_the_list) {
    for (uint32_t left = 0; left < 8; left++) {
        assert_int_equal(step_of(2, 16, 16, left), TBF_STEP_END);
    }
}

TEST(test_a_head_needs_no_more_than_eight_bytes) {
    assert_int_equal(step_of(2, 0, 8, 8), TBF_STEP_SKIP);
}

TEST(test_another_version_ends_the_list) {
    assert_int_equal(step_of(1, 16, 512, 512), TBF_STEP_END);
    assert_int_equal(step_of(3, 16, 512, 512), TBF_STEP_END);
    assert_int_equal(step_of(0x0202, 16, 512, 512), TBF_STEP_END);
    assert_int_equal(step_of(0, 16, 512, 512), TBF_STEP_END);
}

TEST(test_erased_flash_ends_the_list) {
    assert_int_equal(step_of(0xFFFF, 0xFFFF, 0xFFFFFFFFu, 512), TBF_STEP_END);
}

TEST(test_an_object_larger_than_what_is_left_ends_the_list) {
    assert_int_equal(step_of(2, 16, 513, 512), TBF_STEP_CUT);
    assert_int_equal(step_of(2, 16, UINT32_MAX, 512), TBF_STEP_CUT);
    assert_int_equal(step_of(2, 4, 513, 512), TBF_STEP_CUT); /* also if it is no header anyway */
}

TEST(test_an_object_of_no_size_ends_the_list) {
    assert_int_equal(step_of(2, 16, 0, 512), TBF_STEP_CUT);
    assert_int_equal(step_of(2, 0, 0, 512), TBF_STEP_CUT);
}

TEST(test_an_impossible_header_size_is_skipped_by_the_objects_size) {
    struct tbf_head head;
    const uint32_t impossible[] = {0, 8, 15, 65, 0xFFFF};
    for (uint32_t i = 0; i < COUNT_OF(impossible); i++) {
        assert_int_equal(step_of(2, impossible[i], 64, 512), TBF_STEP_SKIP);
        assert_int_equal(tbf_read_head(area_of(512), &head), TBF_STEP_SKIP);
        assert_int_equal(head.total_size, 64);
    }
}

TEST(test_a_header_may_fill_its_object) {
    assert_int_equal(step_of(2, 64, 64, 64), TBF_STEP_OBJECT);
    assert_int_equal(step_of(2, 16, 16, 16), TBF_STEP_OBJECT);
}

TEST(test_the_head_gives_both_sizes) {
    begin_app();
    finish();
    struct tbf_head head = head_of(object());
    assert_int_equal(head.header_size, 16 + 24);
    assert_int_equal(head.total_size, 512);
}

/* ---- Base header and checksum ---- */

TEST(test_a_header_of_sixteen_bytes_is_padding) {
    struct tbf t;
    tbf_begin(&b);
    tbf_finish(&b, 256, 0);
    assert_int_equal(parse(&t), TBF_FINE);
    assert_true(t.is_padding);
    assert_int_equal(t.total_size, 256);
}

TEST(test_padding_with_a_bad_checksum_is_refused) {
    tbf_begin(&b);
    tbf_finish(&b, 256, 0);
    b.bytes[12] ^= 1;
    expect_problem(TBF_BAD_CHECKSUM);
}

TEST(test_every_bit_of_the_header_counts_for_the_checksum) {
    begin_app();
    tbf_name(&b, "name");
    finish();
    for (uint32_t bit = 8 * 8; bit < 8 * b.header_size; bit++) {
        UNIT_CONTEXT("bit %u", bit);
        b.bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
        expect_problem(TBF_BAD_CHECKSUM);
        b.bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    expect_problem(TBF_FINE);
}

TEST(test_bytes_behind_the_header_do_not_count_for_the_checksum) {
    begin_app();
    finish();
    b.bytes[b.header_size] ^= 0xFF;
    expect_problem(TBF_FINE);
}

/* ABI 4.2: a trailing partial word is ignored by the checksum; but it is no TLV. */
TEST(test_the_checksum_ignores_a_trailing_partial_word) {
    for (uint32_t odd = 1; odd < 4; odd++) {
        static const uint8_t rest[] = {0x11, 0x22, 0x33};
        begin_app();
        tbf_raw(&b, rest, odd);
        finish();
        expect_problem(TBF_BAD_TLV_LENGTH); /* not BAD_CHECKSUM */
    }
}

TEST(test_flags_and_sizes_are_read) {
    struct tbf t;
    begin_app();
    tbf_finish(&b, 512, 3);
    assert_int_equal(parse(&t), TBF_FINE);
    assert_int_equal(t.flags, 3);
    assert_int_equal(t.header_size, 40);
    assert_int_equal(t.total_size, 512);
    assert_false(t.is_padding);
}

/* ---- TLVs in general ---- */

TEST(test_unknown_types_are_skipped) {
    struct tbf t;
    tbf_begin(&b);
    tbf_tlv(&b, 0, "xyz", 3);
    tbf_tlv(&b, 11, NULL, 0);
    tbf_tlv(&b, 0x8001, "out of tree", 11);
    tbf_tlv(&b, 0xFFFF, "12345", 5);
    tbf_program(&b, 0, 0, 1024, 512, 0);
    finish();
    assert_int_equal(parse(&t), TBF_FINE);
    assert_int_equal(t.minimum_ram, 1024);
}

TEST(test_pic_option_and_storage_permissions_are_skipped_whatever_their_length) {
    begin_app();
    tbf_tlv(&b, TBF_TLV_PIC_OPTION_1, "1234567", 7);
    tbf_tlv(&b, TBF_TLV_STORAGE_PERMISSIONS, "123", 3);
    finish();
    expect_problem(TBF_FINE);
}

TEST(test_a_tlv_that_runs_past_the_header_is_refused) {
    const uint32_t claims[] = {1, 4, 5, 400, 0xFFFD, 0xFFFF};
    for (uint32_t i = 0; i < COUNT_OF(claims); i++) {
        begin_app();
        tbf_tlv_head(&b, 0x8001, claims[i]);
        finish();
        expect_problem(TBF_BAD_TLV_LENGTH);
    }
}

TEST(test_a_tlv_whose_padding_runs_past_the_header_is_refused) {
    begin_app();
    tbf_tlv_head(&b, 0x8001, 3);
    tbf_raw(&b, "abc", 3);
    finish();
    expect_problem(TBF_BAD_TLV_LENGTH);
}

TEST(test_a_tlv_head_that_is_cut_off_is_refused) {
    for (uint32_t rest = 1; rest < 4; rest++) {
        begin_app();
        tbf_raw(&b, "\0\0\0", rest);
        finish();
        expect_problem(TBF_BAD_TLV_LENGTH);
    }
}

TEST(test_known_types_of_another_length_are_refused) {
    static const struct {
        uint32_t type;
        uint32_t length;
    } wrong[] = {
        {TBF_TLV_MAIN, 8},
        {TBF_TLV_MAIN, 16},
        {TBF_TLV_MAIN, 0},
        {TBF_TLV_MAIN, 11},
        {TBF_TLV_PROGRAM, 16},
        {TBF_TLV_PROGRAM, 24},
        {TBF_TLV_PROGRAM, 19},
        {TBF_TLV_WRITEABLE_FLASH, 4},
        {TBF_TLV_WRITEABLE_FLASH, 12},
        {TBF_TLV_WRITEABLE_FLASH, 7},
        {TBF_TLV_FIXED_ADDRESSES, 4},
        {TBF_TLV_FIXED_ADDRESSES, 12},
        {TBF_TLV_FIXED_ADDRESSES, 0},
        {TBF_TLV_KERNEL_VERSION, 0},
        {TBF_TLV_KERNEL_VERSION, 2},
        {TBF_TLV_KERNEL_VERSION, 8},
        {TBF_TLV_SHORT_ID, 0},
        {TBF_TLV_SHORT_ID, 8},
    };
    static const uint8_t zeros[32];
    for (uint32_t i = 0; i < COUNT_OF(wrong); i++) {
        UNIT_CONTEXT("type %u, length %u", wrong[i].type, wrong[i].length);
        begin_app();
        tbf_tlv(&b, wrong[i].type, zeros, wrong[i].length);
        finish();
        expect_problem(TBF_BAD_TLV_LENGTH);
    }
}

/* ---- Main and Program ---- */

TEST(test_a_program_header_is_read) {
    struct tbf t;
    tbf_begin(&b);
    tbf_program(&b, 0x29, 0x20, 0x1234, 0x180, 0x01020304);
    finish();
    assert_int_equal(parse(&t), TBF_FINE);
    assert_int_equal(t.protected_size, 40 + 0x20);
    assert_int_equal(t.minimum_ram, 0x1234);
    assert_int_equal(t.binary_end, 0x180);
    assert_int_equal(t.app_version, 0x01020304);
}

TEST(test_the_entry_point_is_measured_from_the_end_of_the_header) {
    struct tbf t;
    tbf_begin(&b);
    tbf_program(&b, 0x29, 0x20, 0, 512, 0);
    finish();
    assert_int_equal(parse(&t), TBF_FINE);
    assert_int_equal(t.entry, 40 + 0x29); /* not from protected_size (ABI D7) */
}

TEST(test_a_main_header_alone_will_do) {
    struct tbf t;
    tbf_begin(&b);
    tbf_main(&b, 4, 8, 2000);
    finish();
    assert_int_equal(parse(&t), TBF_FINE);
    assert_int_equal(t.entry, 32 + 4);
    assert_int_equal(t.protected_size, 32 + 8);
    assert_int_equal(t.minimum_ram, 2000);
    assert_int_equal(t.binary_end, 512); /* no footers */
    assert_int_equal(t.app_version, 0);
}

static void expect_the_program_headers_values(void) {
    struct tbf t;
    finish();
    assert_int_equal(parse(&t), TBF_FINE);
    assert_int_equal(t.entry, b.header_size + 4);
    assert_int_equal(t.protected_size, b.header_size + 8);
    assert_int_equal(t.minimum_ram, 222);
    assert_int_equal(t.binary_end, 400);
    assert_int_equal(t.app_version, 9);
}

TEST(test_program_wins_over_main_whichever_comes_first) {
    tbf_begin(&b);
    tbf_main(&b, 12, 16, 111);
    tbf_program(&b, 4, 8, 222, 400, 9);
    expect_the_program_headers_values();
    tbf_begin(&b);
    tbf_program(&b, 4, 8, 222, 400, 9);
    tbf_main(&b, 12, 16, 111);
    expect_the_program_headers_values();
}

TEST(test_the_first_program_header_counts) {
    tbf_begin(&b);
    tbf_program(&b, 4, 8, 222, 400, 9);
    tbf_program(&b, 12, 16, 333, 300, 10);
    expect_the_program_headers_values();
}

TEST(test_the_first_main_header_counts) {
    struct tbf t;
    tbf_begin(&b);
    tbf_main(&b, 4, 0, 111);
    tbf_main(&b, 8, 0, 222);
    finish();
    assert_int_equal(parse(&t), TBF_FINE);
    assert_int_equal(t.minimum_ram, 111);
}

TEST(test_an_object_without_main_and_program_is_refused) {
    tbf_begin(&b);
    tbf_name(&b, "nothing");
    finish();
    expect_problem(TBF_NO_PROGRAM);
}

static void expect_program_problem(uint32_t init, uint32_t trailer, uint32_t binary_end,
                                   enum tbf_problem expected) {
    UNIT_CONTEXT("init 0x%x, trailer 0x%x, binary end 0x%x", init, trailer, binary_end);
    tbf_begin(&b);
    tbf_program(&b, init, trailer, 64, binary_end, 0);
    finish();
    expect_problem(expected);
}

TEST(test_the_binary_may_end_where_the_object_ends_and_not_beyond) {
    expect_program_problem(0, 0, 512, TBF_FINE);
    expect_program_problem(0, 0, 513, TBF_BAD_BINARY_END);
    expect_program_problem(0, 0, UINT32_MAX, TBF_BAD_BINARY_END);
}

TEST(test_the_protected_region_must_lie_inside_the_binary) {
    expect_program_problem(0, 512 - 40, 512, TBF_FINE);
    expect_program_problem(0, 512 - 40 + 1, 512, TBF_BAD_PROTECTED_SIZE);
    expect_program_problem(0, 100 - 40, 100, TBF_FINE);
    expect_program_problem(0, 100 - 40 + 1, 100, TBF_BAD_PROTECTED_SIZE);
    expect_program_problem(0, UINT32_MAX, 512, TBF_BAD_PROTECTED_SIZE);
    expect_program_problem(0, UINT32_MAX - 39, 512, TBF_BAD_PROTECTED_SIZE);
    expect_program_problem(0, 0, 39, TBF_BAD_PROTECTED_SIZE); /* the header is longer */
    expect_program_problem(0, 0, 0, TBF_BAD_PROTECTED_SIZE);
}

TEST(test_the_entry_point_must_lie_inside_the_object) {
    expect_program_problem(512 - 40 - 1, 0, 512, TBF_FINE);
    expect_program_problem(512 - 40, 0, 512, TBF_BAD_ENTRY);
    expect_program_problem(UINT32_MAX, 0, 512, TBF_BAD_ENTRY);
    expect_program_problem(UINT32_MAX - 39, 0, 512, TBF_BAD_ENTRY);
}

/* ---- Package name ---- */

static struct tbf_span name_of(const char *name, uint32_t length, enum tbf_problem expected) {
    struct tbf t;
    begin_app();
    tbf_tlv(&b, TBF_TLV_PACKAGE_NAME, name, length);
    finish();
    assert_int_equal(parse(&t), expected);
    return t.name;
}

TEST(test_a_name_is_where_the_span_says) {
    struct tbf_span name = name_of("blink", 5, TBF_FINE);
    assert_int_equal(name.length, 5);
    assert_memory_equal(&b.bytes[name.offset], "blink", 5);
}

TEST(test_a_missing_name_is_empty) {
    struct tbf t;
    begin_app();
    finish();
    assert_int_equal(parse(&t), TBF_FINE);
    assert_int_equal(t.name.length, 0);
}

TEST(test_a_name_of_no_length_is_empty) {
    assert_int_equal(name_of("", 0, TBF_FINE).length, 0);
}

TEST(test_a_name_may_be_any_utf8) {
    static const char *const good[] = {
        "caf\xC3\xA9",  "\xE2\x82\xAC",     "\xF0\x9F\x94\x92", "\xC2\x80",
        "\xDF\xBF",     "\xE0\xA0\x80",     "\xED\x9F\xBF",     "\xEE\x80\x80",
        "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "\x7F\x01 tab\t",
    };
    for (uint32_t i = 0; i < COUNT_OF(good); i++) {
        UNIT_CONTEXT("name %u", i);
        name_of(good[i], (uint32_t)strlen(good[i]), TBF_FINE);
    }
    name_of("a\0b", 3, TBF_FINE);
}

TEST(test_a_name_that_is_not_utf8_is_refused) {
    static const char *const bad[] = {
        "\x80",             /* a continuation alone */
        "\xBFx",            /* likewise */
        "\xC3",             /* cut off */
        "\xC3(",            /* not continued */
        "\xE2\x82",         /* cut off */
        "\xE2(\xA1",        /* not continued */
        "\xE2\x82(",        /* likewise, at the third byte */
        "\xF0\x9F\x94",     /* cut off */
        "\xF0\x9F\x94x",    /* not continued */
        "\xF0\x9F\xC0\x80", /* likewise, at the third byte */
        "\xC0\xAF",         /* overlong */
        "\xC1\xBF",         /* overlong */
        "\xE0\x9F\xBF",     /* overlong */
        "\xF0\x8F\xBF\xBF", /* overlong */
        "\xED\xA0\x80",     /* a surrogate */
        "\xED\xBF\xBF",     /* a surrogate */
        "\xF4\x90\x80\x80", /* above U+10FFFF */
        "\xF5\x80\x80\x80", /* likewise */
        "\xFE",             /* never */
        "\xFF\xFF",         /* never */
        "good until here \xF0",
    };
    for (uint32_t i = 0; i < COUNT_OF(bad); i++) {
        UNIT_CONTEXT("name %u", i);
        name_of(bad[i], (uint32_t)strlen(bad[i]), TBF_BAD_NAME);
    }
}

TEST(test_a_sequence_that_is_cut_off_is_not_continued_by_what_follows_the_name) {
    begin_app();
    tbf_tlv_head(&b, TBF_TLV_PACKAGE_NAME, 1);
    tbf_raw(&b, "\xC3\xA9\0\0", 4); /* the second byte is padding of the TLV */
    finish();
    expect_problem(TBF_BAD_NAME);
}

TEST(test_the_name_of_a_broken_header_can_still_be_found) {
    begin_app();
    tbf_name(&b, "broken");
    tbf_tlv_head(&b, 0x8001, 400);
    finish();
    expect_problem(TBF_BAD_TLV_LENGTH);
    struct tbf_bytes area = object();
    struct tbf_span name = tbf_find_name(area, head_of(area));
    assert_int_equal(name.length, 6);
    assert_memory_equal(&b.bytes[name.offset], "broken", 6);
}

TEST(test_a_header_without_a_name_has_none_to_be_found) {
    begin_app();
    tbf_tlv_head(&b, TBF_TLV_PACKAGE_NAME, 400);
    finish();
    struct tbf_bytes area = object();
    assert_int_equal(tbf_find_name(area, head_of(area)).length, 0);
}

/* ---- Fixed addresses, kernel version, short id ---- */

TEST(test_addresses_are_free_unless_a_header_fixes_them) {
    struct tbf t;
    begin_app();
    finish();
    assert_int_equal(parse(&t), TBF_FINE);
    assert_int_equal(t.fixed_ram, TBF_ADDRESS_ANY);
    assert_int_equal(t.fixed_flash, TBF_ADDRESS_ANY);
}

TEST(test_fixed_addresses_are_read) {
    struct tbf t;
    begin_app();
    tbf_fixed_addresses(&b, 0x20004000u, 0x00020080u);
    finish();
    assert_int_equal(parse(&t), TBF_FINE);
    assert_int_equal(t.fixed_ram, 0x20004000u);
    assert_int_equal(t.fixed_flash, 0x00020080u);
}

TEST(test_the_kernel_version_is_read) {
    struct tbf t;
    begin_app();
    tbf_kernel_version(&b, 2, 0x102);
    finish();
    assert_int_equal(parse(&t), TBF_FINE);
    assert_true(t.names_kernel_version);
    assert_int_equal(t.kernel_major, 2);
    assert_int_equal(t.kernel_minor, 0x102);
}

TEST(test_a_missing_kernel_version_is_noticed) {
    struct tbf t;
    begin_app();
    finish();
    assert_int_equal(parse(&t), TBF_FINE);
    assert_false(t.names_kernel_version);
}

TEST(test_the_short_id_is_read) {
    struct tbf t;
    begin_app();
    tbf_tlv(&b, TBF_TLV_SHORT_ID, "\x78\x56\x34\x12", 4);
    finish();
    assert_int_equal(parse(&t), TBF_FINE);
    assert_int_equal(t.short_id, 0x12345678);
}

/* ---- Writeable flash regions ---- */

static struct tbf_bytes with_regions(void) {
    static const uint32_t one[] = {0x40, 0x10};
    static const uint32_t two[] = {0x80, 0x20, 0x100, 0};
    static const uint32_t three[] = {0x1F0, 0x10, 0x1F0, 0x11, 0xFFFFFFF0u, 0x20};
    begin_app();
    tbf_writeable(&b, one, 1);
    tbf_name(&b, "between");
    tbf_writeable(&b, NULL, 0);
    tbf_writeable(&b, two, 2);
    tbf_writeable(&b, three, 3);
    finish();
    expect_problem(TBF_FINE);
    return object();
}

TEST(test_several_writeable_region_headers_count_as_one) {
    struct tbf_bytes o = with_regions();
    assert_int_equal(tbf_writeable_region_count(o, b.header_size), 6);
}

TEST(test_writeable_regions_are_found_by_their_index) {
    struct tbf_bytes o = with_regions();
    uint32_t offset = 0;
    uint32_t size = 0;
    assert_true(tbf_writeable_region(o, b.header_size, 0, &offset, &size));
    assert_int_equal(offset, 0x40);
    assert_int_equal(size, 0x10);
    assert_true(tbf_writeable_region(o, b.header_size, 1, &offset, &size));
    assert_int_equal(offset, 0x80);
    assert_int_equal(size, 0x20);
    assert_true(tbf_writeable_region(o, b.header_size, 3, &offset, &size));
    assert_int_equal(offset, 0x1F0);
    assert_int_equal(size, 0x10);
}

TEST(test_a_writeable_region_that_is_empty_or_outside_the_object_is_none) {
    struct tbf_bytes o = with_regions();
    uint32_t offset;
    uint32_t size;
    assert_false(tbf_writeable_region(o, b.header_size, 2, &offset, &size)); /* size 0 */
    assert_false(tbf_writeable_region(o, b.header_size, 4, &offset, &size)); /* a byte too long */
    assert_false(tbf_writeable_region(o, b.header_size, 5, &offset, &size)); /* wraps */
    assert_false(tbf_writeable_region(o, b.header_size, 6, &offset, &size));
    assert_false(tbf_writeable_region(o, b.header_size, UINT32_MAX, &offset, &size));
}

TEST(test_an_object_without_writeable_regions_has_none) {
    uint32_t offset;
    uint32_t size;
    begin_app();
    finish();
    assert_int_equal(tbf_writeable_region_count(object(), b.header_size), 0);
    assert_false(tbf_writeable_region(object(), b.header_size, 0, &offset, &size));
}

/* ---- Permissions ---- */

static struct tbf_span permissions_of(const struct tbf_permission *list, uint32_t count) {
    struct tbf t;
    begin_app();
    tbf_permissions(&b, list, count);
    finish();
    assert_int_equal(parse(&t), TBF_FINE);
    return t.permissions;
}

static bool permits_driver(struct tbf_span span, uint32_t driver) {
    return tbf_permits(object(), span, driver, NULL);
}

static bool permits_command(struct tbf_span span, uint32_t driver, uint32_t command) {
    return tbf_permits(object(), span, driver, &command);
}

TEST(test_without_a_permissions_header_the_span_is_empty_at_offset_zero) {
    struct tbf t;
    begin_app();
    finish();
    assert_int_equal(parse(&t), TBF_FINE);
    assert_int_equal(t.permissions.offset, 0);
    assert_int_equal(t.permissions.length, 0);
}

TEST(test_an_empty_permissions_list_is_not_the_same_as_none) {
    struct tbf_span span = permissions_of(NULL, 0);
    assert_int_not_equal(span.offset, 0);
    assert_int_equal(span.length, 0);
    assert_false(permits_driver(span, 0));
    assert_false(permits_command(span, 0, 0));
}

TEST(test_a_command_is_permitted_by_its_bit) {
    static const struct tbf_permission list[] = {{0x1, 0, 0x8000000100000003u}};
    struct tbf_span span = permissions_of(list, 1);
    for (uint32_t command = 0; command < 200; command++) {
        bool permitted = command == 0 || command == 1 || command == 32 || command == 63;
        assert_int_equal(permits_command(span, 1, command), permitted);
    }
}

TEST(test_commands_from_64_on_are_in_entries_of_their_own_offset) {
    static const struct tbf_permission list[] = {
        {0x5, 1, 1}, {0x5, 0x3FFFFFF, 0x8000000000000000u}, {0x5, 0, 2}};
    struct tbf_span span = permissions_of(list, 3);
    assert_true(permits_command(span, 5, 64));
    assert_true(permits_command(span, 5, UINT32_MAX));
    assert_true(permits_command(span, 5, 1));
    assert_false(permits_command(span, 5, 0));
    assert_false(permits_command(span, 5, 65));
    assert_false(permits_command(span, 5, 128));
}

TEST(test_a_driver_that_is_listed_without_a_matching_offset_permits_no_such_command) {
    static const struct tbf_permission list[] = {{0x5, 1, UINT64_MAX}};
    struct tbf_span span = permissions_of(list, 1);
    assert_false(permits_command(span, 5, 3));
    assert_true(permits_driver(span, 5));
}

TEST(test_several_entries_for_one_driver_and_offset_all_count) {
    static const struct tbf_permission list[] = {{7, 0, 1}, {7, 0, 4}};
    struct tbf_span span = permissions_of(list, 2);
    assert_true(permits_command(span, 7, 0));
    assert_true(permits_command(span, 7, 2));
    assert_false(permits_command(span, 7, 1));
}

TEST(test_a_driver_in_any_entry_is_permitted_even_with_an_empty_mask) {
    static const struct tbf_permission list[] = {{1, 0, 0}, {0x10000, 0, 5}};
    struct tbf_span span = permissions_of(list, 2);
    assert_true(permits_driver(span, 1));
    assert_true(permits_driver(span, 0x10000));
    assert_false(permits_driver(span, 2));
    assert_false(permits_driver(span, 0));
}

TEST(test_a_permissions_list_shorter_than_it_says_is_refused) {
    static const uint8_t claims_two[2 + 16] = {2, 0};
    static const uint8_t claims_many[2 + 16] = {0xFF, 0xFF};
    begin_app();
    tbf_tlv(&b, TBF_TLV_PERMISSIONS, claims_two, sizeof claims_two);
    finish();
    expect_problem(TBF_BAD_PERMISSIONS);
    begin_app();
    tbf_tlv(&b, TBF_TLV_PERMISSIONS, claims_many, sizeof claims_many);
    finish();
    expect_problem(TBF_BAD_PERMISSIONS);
    for (uint32_t length = 0; length < 2; length++) {
        begin_app();
        tbf_tlv(&b, TBF_TLV_PERMISSIONS, claims_two, length);
        finish();
        expect_problem(TBF_BAD_PERMISSIONS);
    }
}

TEST(test_padding_behind_a_permissions_list_is_fine) {
    static const uint8_t padded[2 + 16 + 2] = {1, 0, 9, 0, 0, 0, 0, 0, 0, 0, 1};
    struct tbf t;
    begin_app();
    tbf_tlv(&b, TBF_TLV_PERMISSIONS, padded, sizeof padded);
    finish();
    assert_int_equal(parse(&t), TBF_FINE);
    assert_int_equal(t.permissions.length, 16);
    assert_true(permits_command(t.permissions, 9, 0));
}

/* ---- Words ---- */

TEST(test_every_problem_has_words_that_name_the_field) {
    static const struct {
        enum tbf_problem problem;
        const char *field;
    } words[] = {
        {TBF_BAD_CHECKSUM, "checksum"},
        {TBF_BAD_TLV_LENGTH, "TLV"},
        {TBF_BAD_NAME, "name"},
        {TBF_BAD_PERMISSIONS, "permissions"},
        {TBF_NO_PROGRAM, "Program"},
        {TBF_BAD_PROTECTED_SIZE, "protected_trailer_size"},
        {TBF_BAD_BINARY_END, "binary_end_offset"},
        {TBF_BAD_ENTRY, "init_fn_offset"},
    };
    for (uint32_t i = 0; i < COUNT_OF(words); i++) {
        unit_assert_contains(tbf_problem_text(words[i].problem).chars, words[i].field);
    }
}
