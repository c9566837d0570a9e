/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Footers (kernel/footer.h; ABI 4.5): what is one, what ends the list; and that any bytes at all are read
 * within their bounds. */
#include "kernel/footer.h"
#include "tests/unit/random.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

#define BINARY_END 100u

static uint8_t bytes[4096];
static uint32_t size;

static void begin(void) {
    size = BINARY_END;
    memset(bytes, 0xA5, sizeof bytes);
}

static void add(uint32_t type, uint32_t length, uint32_t format, uint32_t data) {
    const uint32_t words[] = {type | length << 16, format};
    memcpy(&bytes[size], words, sizeof words); /* the host is little-endian, as objects are */
    size += 8 + data;
}

/* A footer as long as it says. */
static void add_footer(uint32_t format, uint32_t data) {
    add(128, 4 + data, format, data);
}

static enum footer_step next(uint32_t *offset, struct footer *f) {
    return footer_next((struct tbf_bytes){bytes, size}, offset, f);
}

static void expect_only_end(enum footer_step end) {
    uint32_t offset = BINARY_END;
    struct footer f;
    assert_int_equal(next(&offset, &f), end);
    assert_int_equal(offset, BINARY_END);
}

static const struct {
    uint32_t format, length;
    const char *name;
} formats[] = {
    {0, 0, ""},         {1, 768, "RSA-3072"}, {2, 1024, "RSA-4096"},  {3, 32, "SHA-256"},
    {4, 48, "SHA-384"}, {5, 64, "SHA-512"},   {6, 64, "ECDSA P-256"}, {0x0A, 256, "RSA-2048"},
};

TEST(test_each_format_has_its_length_and_its_name) {
    for (unsigned i = 0; i < COUNT_OF(formats); i++) {
        begin();
        add_footer(formats[i].format, formats[i].length);
        uint32_t offset = BINARY_END;
        struct footer f;
        assert_int_equal(next(&offset, &f), FOOTER_FOUND);
        assert_int_equal(f.format, formats[i].format);
        assert_int_equal(f.offset, BINARY_END + 8);
        assert_int_equal(f.length, formats[i].length);
        assert_int_equal(next(&offset, &f), FOOTER_END);
        assert_string_equal(footer_format_text(formats[i].format).chars, formats[i].name);
    }
}

TEST(test_data_one_byte_too_short_is_no_footer) {
    for (unsigned i = 1; i < COUNT_OF(formats); i++) {
        begin();
        add_footer(formats[i].format, formats[i].length - 1);
        expect_only_end(FOOTER_BROKEN);
    }
}

TEST(test_longer_data_is_taken_from_its_start) {
    begin();
    add_footer(3, 40);
    add_footer(6, 64);
    uint32_t offset = BINARY_END;
    struct footer f;
    assert_int_equal(next(&offset, &f), FOOTER_FOUND);
    assert_int_equal(f.length, 32);
    assert_int_equal(next(&offset, &f), FOOTER_FOUND);
    assert_int_equal(f.format, 6);
    assert_int_equal(f.offset, BINARY_END + 8 + 40 + 8);
    assert_int_equal(next(&offset, &f), FOOTER_END);
}

TEST(test_a_program_without_room_for_footers_has_none) {
    begin();
    expect_only_end(FOOTER_END);
}

TEST(test_less_than_a_head_is_no_footer) {
    begin();
    add_footer(0, 0);
    for (size = BINARY_END + 1; size < BINARY_END + 8; size++) {
        expect_only_end(FOOTER_BROKEN);
    }
}

TEST(test_other_types_and_formats_end_the_list) {
    const uint32_t types[] = {0, 1, 9, 127, 129, 0xFFFF};
    for (unsigned i = 0; i < COUNT_OF(types); i++) {
        begin();
        add(types[i], 36, 3, 32);
        expect_only_end(FOOTER_BROKEN);
    }
    const uint32_t unknown[] = {7, 8, 0xF1, 0x03000000, 0xFFFFFFFF};
    for (unsigned i = 0; i < COUNT_OF(unknown); i++) {
        begin();
        add_footer(unknown[i], 1024);
        expect_only_end(FOOTER_BROKEN);
    }
}

TEST(test_lengths_that_lie_end_the_list) {
    const uint32_t lengths[] = {0, 3, 37, 0xFFFF};
    for (unsigned i = 0; i < COUNT_OF(lengths); i++) {
        begin();
        add(128, lengths[i], 3, 32);
        expect_only_end(FOOTER_BROKEN);
    }
}

/* The kernel steps by the stated length, without padding. */
TEST(test_a_length_that_is_no_multiple_of_four_is_followed) {
    begin();
    add_footer(3, 33);
    add_footer(4, 48);
    uint32_t offset = BINARY_END;
    struct footer f;
    assert_int_equal(next(&offset, &f), FOOTER_FOUND);
    assert_int_equal(next(&offset, &f), FOOTER_FOUND);
    assert_int_equal(f.format, 4);
}

/* Each object lies in memory of exactly its size, so that the sanitizer sees the first byte beyond. */
TEST(test_any_bytes_are_read_within_their_bounds) {
    struct random r = random_from(5);
    for (unsigned round = 0; round < 100000; round++) {
        UNIT_CONTEXT("round %u", round);
        begin();
        for (uint32_t n = random_below(&r, 5); n > 0; n--) {
            unsigned i = random_below(&r, COUNT_OF(formats));
            uint32_t data = formats[i].length % 100;
            add(random_one_in(&r, 8) ? random_word(&r) & 0xFFFF : 128,
                random_one_in(&r, 4) ? random_skewed(&r) & 0xFFFF : 4 + data, formats[i].format,
                data);
        }
        size -= random_one_in(&r, 3) ? random_below(&r, size - BINARY_END + 1) : 0;
        uint8_t *exact = malloc(size);
        memcpy(exact, bytes, size);
        uint32_t offset = BINARY_END;
        struct footer f;
        for (uint32_t last = 0;
             footer_next((struct tbf_bytes){exact, size}, &offset, &f) == FOOTER_FOUND;
             last = offset) {
            assert_true(offset > last && offset <= size);
            assert_true(f.offset >= BINARY_END + 8 && f.offset + f.length <= offset);
        }
        free(exact);
    }
}
