/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Owned buffers and the text in them (kernel/buffer.c). */
#include "kernel/buffer.h"

#include "tests/unit/random.h"
#include "tests/unit/unit.h"

#include <stdio.h>

/* What the window holds, as a string. */
static const char *held(const struct buffer *b) {
    static char text[300];
    assert_true(b->length < sizeof text);
    memset(text, 0, sizeof text);
    for (uint32_t i = 0; i < b->length; i++) {
        text[i] = (char)buffer_get(b, i);
    }
    return text;
}

/* ---- The window ---- */

TEST(test_a_new_buffer_is_empty_and_has_all_its_space) {
    BUFFER_LOCAL(b, 10);
    assert_int_equal(b.length, 0);
    assert_int_equal(buffer_space(&b), 10);
    assert_int_equal(buffer_sent(&b), 0);
}

TEST(test_what_does_not_fit_is_left_out) {
    BUFFER_LOCAL(b, 4);
    assert_int_equal(buffer_text(&b, TEXT("sixsix")), 4);
    assert_string_equal(held(&b), "sixs");
    assert_int_equal(buffer_put(&b, 'x'), 0);
    assert_int_equal(buffer_space(&b), 0);
}

TEST(test_a_byte_beyond_the_window_reads_as_zero) {
    BUFFER_LOCAL(b, 4);
    buffer_text(&b, TEXT("abcd"));
    buffer_window(&b, 1, 2);
    assert_int_equal(buffer_get(&b, 0), 'b');
    assert_int_equal(buffer_get(&b, 1), 'c');
    assert_int_equal(buffer_get(&b, 2), 0); /* it is there, but not in the window */
    assert_int_equal(buffer_get(&b, UINT32_MAX), 0);
}

TEST(test_windows_are_equal_if_all_their_bytes_are) {
    BUFFER_LOCAL(a, 6);
    BUFFER_LOCAL(b, 4);
    buffer_text(&a, TEXT("xabcd"));
    buffer_text(&b, TEXT("abcd"));
    assert_false(buffer_is_equal(&a, &b));
    buffer_window(&a, 1, 4); /* where the windows lie does not matter */
    assert_true(buffer_is_equal(&a, &b) && buffer_is_equal(&b, &a));
    for (uint32_t i = 0; i < 4; i++) {
        b_bytes[i] ^= 0x80;
        assert_false(buffer_is_equal(&a, &b));
        b_bytes[i] ^= 0x80;
    }
    buffer_window(&b, 0, 3);
    assert_false(buffer_is_equal(&a, &b) || buffer_is_equal(&b, &a));
    b_bytes[3] = 0; /* what is not there is not a zero */
    buffer_window(&a, 1, 4);
    a_bytes[4] = 0;
    assert_false(buffer_is_equal(&a, &b) || buffer_is_equal(&b, &a));
    buffer_clear(&a);
    buffer_clear(&b);
    assert_true(buffer_is_equal(&a, &b));
}

TEST(test_a_wiped_buffer_holds_nothing_inside_or_outside_of_its_window) {
    BUFFER_LOCAL(b, 4);
    buffer_text(&b, TEXT("abcd"));
    buffer_window(&b, 1, 2);
    buffer_wipe(&b);
    assert_int_equal(b.length, 0);
    assert_int_equal(buffer_space(&b), 4);
    const uint8_t nothing[4] = {0};
    assert_memory_equal(b_bytes, nothing, sizeof nothing);
}

TEST(test_a_window_is_cut_to_the_bytes_that_exist) {
    BUFFER_LOCAL(b, 8);
    buffer_window(&b, 2, 100);
    assert_int_equal(b.first, 2);
    assert_int_equal(b.length, 6);
    buffer_window(&b, 8, 1);
    assert_int_equal(b.length, 0);
    buffer_window(&b, 100, UINT32_MAX);
    assert_int_equal(b.length, 0);
    assert_int_equal(buffer_space(&b), 0);
    buffer_window(&b, UINT32_MAX, UINT32_MAX);
    assert_int_equal(b.length, 0);
    buffer_window(&b, 0, UINT32_MAX);
    assert_int_equal(b.length, 8);
}

TEST(test_advancing_drops_from_the_front_and_is_remembered) {
    BUFFER_LOCAL(b, 8);
    buffer_text(&b, TEXT("abcdef"));
    buffer_advance(&b, 2);
    assert_string_equal(held(&b), "cdef");
    assert_int_equal(buffer_sent(&b), 2);
    buffer_advance(&b, 100);
    assert_string_equal(held(&b), "");
    assert_int_equal(buffer_sent(&b), 6);
    buffer_advance(&b, UINT32_MAX);
    assert_int_equal(buffer_sent(&b), 6);
}

TEST(test_a_narrowed_window_can_be_widened_again) {
    BUFFER_LOCAL(b, 8);
    buffer_text(&b, TEXT("abcdefgh"));
    buffer_window(&b, 3, 2);
    buffer_window(&b, 0, 8);
    assert_string_equal(held(&b), "abcdefgh");
}

TEST(test_clearing_gives_all_the_space_back) {
    BUFFER_LOCAL(b, 4);
    buffer_text(&b, TEXT("abcd"));
    buffer_advance(&b, 3);
    assert_int_equal(buffer_space(&b), 0);
    buffer_clear(&b);
    assert_int_equal(buffer_space(&b), 4);
    assert_int_equal(buffer_sent(&b), 0);
}

TEST(test_appending_copies_the_other_window_as_far_as_it_fits) {
    BUFFER_LOCAL(from, 8);
    BUFFER_LOCAL(to, 5);
    buffer_text(&from, TEXT("abcdefgh"));
    buffer_window(&from, 2, 4);
    buffer_text(&to, TEXT("--"));
    assert_int_equal(buffer_append(&to, &from), 3);
    assert_string_equal(held(&to), "--cde");
    assert_string_equal(held(&from), "cdef"); /* is only read */
}

TEST(test_a_buffer_of_no_bytes_takes_nothing) {
    uint8_t byte = 7;
    struct buffer b = {.bytes = &byte, .capacity = 0};
    assert_int_equal(buffer_put(&b, 1), 0);
    buffer_decimal(&b, 12);
    buffer_window(&b, 0, 1);
    assert_int_equal(b.length, 0);
    assert_int_equal(byte, 7);
}

/* ---- Numbers ---- */

struct number {
    uint32_t value;
    const char *decimal;
    const char *hex;
    const char *address;
};

TEST(test_numbers_are_written_as_people_read_them) {
    static const struct number numbers[] = {
        {0, "0", "0x0", "0x00000000"},
        {9, "9", "0x9", "0x00000009"},
        {10, "10", "0xa", "0x0000000A"},
        {0x10, "16", "0x10", "0x00000010"},
        {0xABCDEF, "11259375", "0xabcdef", "0x00ABCDEF"},
        {0x0FFFFFFF, "268435455", "0xfffffff", "0x0FFFFFFF"},
        {0x10000000, "268435456", "0x10000000", "0x10000000"},
        {0x7FFFFFFF, "2147483647", "0x7fffffff", "0x7FFFFFFF"},
        {4294967295u, "4294967295", "0xffffffff", "0xFFFFFFFF"},
    };
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        BUFFER_LOCAL(b, 16);
        buffer_decimal(&b, numbers[i].value);
        assert_string_equal(held(&b), numbers[i].decimal);
        buffer_clear(&b);
        buffer_hex(&b, numbers[i].value);
        assert_string_equal(held(&b), numbers[i].hex);
        buffer_clear(&b);
        buffer_address(&b, numbers[i].value);
        assert_string_equal(held(&b), numbers[i].address);
    }
}

TEST(test_negative_numbers_have_a_sign) {
    static const int32_t values[] = {0, 1, -1, -10, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        char expected[16];
        snprintf(expected, sizeof expected, "%d", values[i]);
        BUFFER_LOCAL(b, 16);
        buffer_signed(&b, values[i]);
        assert_string_equal(held(&b), expected);
    }
}

TEST(test_numbers_are_aligned_to_the_right_and_never_cut_to_the_width) {
    static const uint32_t values[] = {0, 7, 12345, 4294967295u};
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        for (uint32_t width = 0; width < 14; width++) {
            char expected[20];
            snprintf(expected, sizeof expected, "%*u", (int)width, values[i]);
            BUFFER_LOCAL(b, 20);
            buffer_decimal_right(&b, values[i], width);
            assert_string_equal(held(&b), expected);
        }
    }
}

/* ---- Shape ---- */

static const char *shown(const char *name) {
    static uint8_t bytes[64];
    struct buffer b = {.bytes = bytes, .capacity = sizeof bytes};
    buffer_name(&b, (const uint8_t *)name, (uint32_t)strlen(name));
    return held(&b);
}

TEST(test_what_a_terminal_acts_upon_is_a_question_mark_in_a_name) {
    assert_string_equal(shown("a\x1B[1m\n\r\t\x7F~"), "a?[1m????~");
    assert_string_equal(shown("a\xC2\x9B"
                              "1m"),
                        "a\xC2?1m");
    assert_string_equal(shown("W\xC3\xA4rme \xC2\xA0\xE2\x82\x80"),
                        "W\xC3\xA4rme \xC2\xA0\xE2\x82\x80");
}

TEST(test_a_long_name_is_cut_between_characters) {
    assert_string_equal(shown("0123456789abcdef0123456789abcdef+"),
                        "0123456789abcdef0123456789abcdef");
    assert_string_equal(shown("0123456789abcdef0123456789abcde\xC3\xA4"),
                        "0123456789abcdef0123456789abcde");
    assert_string_equal(shown("0123456789abcdef0123456789abcd\xC3\xA4"),
                        "0123456789abcdef0123456789abcd\xC3\xA4");
}

TEST(test_a_line_ends_even_if_what_it_says_is_cut_off) {
    BUFFER_LOCAL(b, 6);
    buffer_text(&b, TEXT("abc"));
    buffer_end_line(&b);
    assert_string_equal(held(&b), "abc\r\n");
    buffer_clear(&b);
    buffer_text(&b, TEXT("abcdefgh"));
    buffer_end_line(&b);
    assert_string_equal(held(&b), "abcd\r\n");
}

TEST(test_padding_fills_up_to_a_column_counted_from_a_position) {
    BUFFER_LOCAL(b, 20);
    buffer_text(&b, TEXT("ab"));
    buffer_pad_to(&b, 1, 4);
    buffer_put(&b, '|');
    assert_string_equal(held(&b), "ab   |");
    buffer_pad_to(&b, 0, 3); /* has that already */
    assert_string_equal(held(&b), "ab   |");
    buffer_pad_to(&b, 0, 100); /* as far as there is space */
    assert_int_equal(b.length, 20);
}

TEST(test_text_knows_whether_it_is_empty) {
    assert_true(text_is_empty(TEXT("")));
    assert_false(text_is_empty(TEXT(" ")));
}

/* ---- Anything goes: no operation leaves the bytes ---- */

TEST(test_no_sequence_of_operations_leaves_the_bytes) {
    struct random r = random_from(5);
    for (unsigned round = 0; round < 200; round++) {
        uint8_t bytes[3 + 17 + 3];
        memset(bytes, 0xEE, sizeof bytes);
        struct buffer b = {.bytes = bytes + 3, .capacity = random_below(&r, 18)};
        BUFFER_LOCAL(other, 9);
        buffer_window(&other, random_below(&r, 10), random_below(&r, 10));
        for (unsigned step = 0; step < 50; step++) {
            UNIT_CONTEXT("round %u, step %u", round, step);
            uint32_t x = random_skewed(&r);
            switch (random_below(&r, 11)) {
            case 0:
                buffer_clear(&b);
                break;
            case 1:
                buffer_window(&b, x, random_skewed(&r));
                break;
            case 2:
                buffer_advance(&b, x);
                break;
            case 3:
                (void)buffer_get(&b, x);
                break;
            case 4:
                buffer_put(&b, (uint8_t)x);
                break;
            case 5:
                buffer_text(&b, TEXT("text"));
                break;
            case 6:
                buffer_append(&b, &other);
                break;
            case 7:
                buffer_signed(&b, (int32_t)x);
                break;
            case 8:
                buffer_address(&b, x);
                break;
            case 9:
                buffer_end_line(&b);
                break;
            default:
                buffer_pad_to(&b, x & 0xFF, random_below(&r, 30));
                break;
            }
            assert_true((uint64_t)b.first + b.length <= b.capacity);
            for (uint32_t i = 0; i < sizeof bytes; i++) {
                assert_true((i >= 3 && i < 3 + b.capacity) || bytes[i] == 0xEE);
            }
        }
    }
}
