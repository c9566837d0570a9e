/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The parser of the program format under mutated headers: it may refuse anything, but it must not
 * read a byte beyond what it was given (each object lies in memory of exactly its size), and what
 * it accepts must lie inside the object. */
#include "abi/tbf.h"
#include "kernel/tbf.h"
#include "tests/unit/random.h"
#include "tests/unit/tbf_builder.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

#define ROUNDS 150000u

static void random_tlv(struct tbf_builder *b, struct random *r) {
    static const struct tbf_permission permissions[] = {{1, 0, 3}, {5, 1, 0xFFFF}, {9, 0, 0}};
    const uint32_t regions[] = {random_skewed(r), random_skewed(r), 64, 32};
    uint8_t junk[40];
    for (uint32_t i = 0; i < sizeof junk; i++) {
        junk[i] = (uint8_t)random_word(r);
    }
    switch (random_below(r, 10)) {
    case 0:
        tbf_main(b, random_below(r, 64), random_below(r, 64), random_skewed(r));
        break;
    case 1:
        tbf_program(b, random_below(r, 64), random_below(r, 64), random_skewed(r),
                    random_below(r, 700), random_word(r));
        break;
    case 2:
        tbf_name(b, random_one_in(r, 2) ? "a name" : "\xF0\x9F\x94\x92 key");
        break;
    case 3:
        tbf_fixed_addresses(b, random_word(r), random_word(r));
        break;
    case 4:
        tbf_kernel_version(b, random_below(r, 4), random_below(r, 6));
        break;
    case 5:
        tbf_writeable(b, regions, random_below(r, 3));
        break;
    case 6:
        tbf_permissions(b, permissions, random_below(r, 4));
        break;
    case 7:
        tbf_tlv(b, random_below(r, 12), junk, random_below(r, sizeof junk));
        break;
    case 8:
        tbf_tlv_head(b, random_below(r, 12), random_skewed(r) & 0xFFFF);
        break;
    default:
        tbf_raw(b, junk, random_below(r, 5));
        break;
    }
}

static void mutate(struct tbf_builder *b, struct random *r) {
    for (uint32_t n = random_below(r, 4); n > 0; n--) {
        uint32_t at = random_below(r, b->header_size);
        b->bytes[at] = (uint8_t)(random_one_in(r, 2) ? random_word(r)
                                                     : b->bytes[at] ^ 1u << random_below(r, 8));
    }
}

static void use_spans(struct tbf_bytes area, const struct tbf *t, struct random *r) {
    unsigned sum = 0;
    for (uint32_t i = 0; i < t->name.length; i++) {
        sum += area.at[t->name.offset + i];
    }
    uint32_t driver = random_below(r, 10);
    uint32_t command = random_skewed(r);
    sum += tbf_permits(area, t->permissions, driver, NULL) ? 1 : 0;
    sum += tbf_permits(area, t->permissions, driver, &command) ? 1 : 0;
    assert_true(sum < UINT32_MAX);
}

static void check_regions(struct tbf_bytes area, const struct tbf *t, struct random *r) {
    uint32_t count = tbf_writeable_region_count(area, t->header_size);
    for (uint32_t i = 0; i < count + 2; i++) {
        uint32_t index = i <= count ? i : random_word(r);
        uint32_t offset;
        uint32_t size;
        if (tbf_writeable_region(area, t->header_size, index, &offset, &size)) {
            assert_true(index < count);
            assert_true(size > 0 && (uint64_t)offset + size <= t->total_size);
        }
    }
}

static void check_accepted(struct tbf_bytes area, const struct tbf *t, struct random *r) {
    if (t->is_padding) {
        return;
    }
    assert_true(t->header_size <= t->protected_size);
    assert_true(t->protected_size <= t->binary_end);
    assert_true(t->binary_end <= t->total_size);
    assert_true(t->total_size <= area.size);
    assert_true(t->entry >= t->header_size && t->entry < t->total_size);
    assert_true(t->name.offset + t->name.length <= t->header_size);
    assert_true(t->permissions.offset + t->permissions.length <= t->header_size);
    use_spans(area, t, r);
    check_regions(area, t, r);
}

/* A copy in memory of exactly `size` bytes. */
static struct tbf_bytes copy_of(const struct tbf_builder *b, uint32_t size) {
    uint8_t *bytes = malloc(size == 0 ? 1 : size);
    assert_non_null(bytes);
    memcpy(bytes, b->bytes, size);
    return (struct tbf_bytes){bytes, size};
}

static uint32_t accepted;

static void round_of(uint32_t seed) {
    static struct tbf_builder b;
    struct random r = random_from(seed);
    tbf_begin(&b);
    for (uint32_t n = random_below(&r, 7); n > 0; n--) {
        random_tlv(&b, &r);
    }
    uint32_t total_size = b.header_size + random_below(&r, 200);
    tbf_finish(&b, total_size, random_below(&r, 4));
    mutate(&b, &r);
    if (!random_one_in(&r, 4)) {
        tbf_fix_checksum(&b);
    }
    uint32_t size = random_one_in(&r, 3) ? random_below(&r, total_size + 1) : total_size;
    struct tbf_bytes area = copy_of(&b, size);

    struct tbf_head head;
    enum tbf_step step = tbf_read_head(area, &head);
    if (step != TBF_STEP_END && step != TBF_STEP_CUT) {
        assert_in_range(head.total_size, 1, size);
    }
    if (step == TBF_STEP_OBJECT) {
        assert_true(head.header_size >= TBF_BASE_SIZE && head.header_size <= head.total_size);
        struct tbf_span name = tbf_find_name(area, head);
        assert_true(name.offset + name.length <= head.header_size);
        struct tbf t;
        if (tbf_parse(area, head, &t) == TBF_FINE) {
            accepted++;
            check_accepted(area, &t, &r);
        }
    }
    free((void *)(uintptr_t)area.at);
}

TEST(test_mutated_headers_are_never_read_beyond_and_never_believed) {
    for (uint32_t seed = 1; seed <= ROUNDS; seed++) {
        UNIT_CONTEXT("seed %u", seed);
        round_of(seed);
    }
    assert_in_range(accepted, ROUNDS / 20, ROUNDS); /* or the test tests nothing */
}

TEST(test_every_prefix_of_an_object_is_parsed_within_its_bounds) {
    static struct tbf_builder b;
    static const struct tbf_permission permissions[] = {{1, 0, 3}};
    static const uint32_t regions[] = {64, 32};
    tbf_begin(&b);
    tbf_main(&b, 0, 0, 64);
    tbf_program(&b, 0, 0, 64, 200, 1);
    tbf_name(&b, "prefix");
    tbf_writeable(&b, regions, 1);
    tbf_fixed_addresses(&b, 1, 2);
    tbf_permissions(&b, permissions, 1);
    tbf_kernel_version(&b, 2, 0);
    tbf_finish(&b, 200, 1);
    for (uint32_t header_size = 16; header_size <= b.header_size; header_size++) {
        for (uint32_t size = header_size; size <= header_size + 8; size++) {
            UNIT_CONTEXT("header of %u bytes in %u", header_size, size);
            struct tbf_builder cut = b;
            cut.header_size = header_size;
            tbf_finish(&cut, size, 1);
            struct tbf_bytes area = copy_of(&cut, size);
            struct tbf_head head;
            struct tbf t;
            assert_int_equal(tbf_read_head(area, &head), TBF_STEP_OBJECT);
            (void)tbf_parse(area, head, &t);
            (void)tbf_find_name(area, head);
            (void)tbf_writeable_region_count(area, header_size);
            free((void *)(uintptr_t)area.at);
        }
    }
}
