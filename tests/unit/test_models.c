/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The models of protection units themselves: what their manuals say in so many words. */
#include "tests/unit/model_pmp.h"
#include "tests/unit/model_v7m.h"
#include "tests/unit/model_v8m.h"
#include "tests/unit/unit.h"

/* ---- ARMv7-M: DDI0403E B3.5 ---- */

#define V7M_READ_WRITE 0x03000000u
#define V7M_READ_ONLY 0x06000000u
#define V7M_SIZE(log2) (((log2)-1u) << 1 | 1u)

static bool v7m_user(const struct model_v7m *m, uint32_t address, enum model_access access) {
    return model_v7m_permits(m, address, access, MODEL_USER);
}

TEST(test_v7m_without_regions_only_privileged_code_goes_anywhere) {
    const struct model_v7m m = {0};
    assert_false(v7m_user(&m, 0x20000000u, MODEL_READ));
    assert_true(model_v7m_permits(&m, 0x20000000u, MODEL_WRITE, MODEL_KERNEL));
}

TEST(test_v7m_of_regions_that_overlap_the_highest_counts) {
    struct model_v7m m = {0};
    model_v7m_write(&m, 0x20000010u | 1, V7M_READ_WRITE | V7M_SIZE(10));
    model_v7m_write(&m, 0x20000010u | 2, V7M_READ_ONLY | V7M_SIZE(8));
    assert_false(v7m_user(&m, 0x200000FFu, MODEL_WRITE));
    assert_true(v7m_user(&m, 0x20000100u, MODEL_WRITE));
    assert_false(v7m_user(&m, 0x20000400u, MODEL_READ));
}

TEST(test_v7m_through_a_disabled_subregion_one_sees_the_region_below) {
    struct model_v7m m = {0};
    model_v7m_write(&m, 0x20000010u | 1, V7M_READ_WRITE | V7M_SIZE(8));
    model_v7m_write(&m, 0x20000010u | 2, V7M_READ_ONLY | 0x80u << 8 | V7M_SIZE(8));
    assert_false(v7m_user(&m, 0x200000DFu, MODEL_WRITE));
    assert_true(v7m_user(&m, 0x200000E0u, MODEL_WRITE));
}

/* ---- ARMv8-M ---- */

static struct model_v8m v8m_on(uint32_t control) {
    struct model_v8m m = {0};
    model_v8m_store(&m, MODEL_V8M_MAIR0, 0xFFu);
    model_v8m_store(&m, MODEL_V8M_CTRL, control);
    return m;
}

static bool v8m_user(const struct model_v8m *m, uint32_t address, enum model_access access) {
    return model_v8m_permits(m, address, access, MODEL_USER);
}

TEST(test_v8m_without_regions_only_privileged_code_goes_anywhere_and_only_with_PRIVDEFENA) {
    struct model_v8m m = v8m_on(5);
    assert_false(v8m_user(&m, 0x20000000u, MODEL_READ));
    assert_true(model_v8m_permits(&m, 0x20000000u, MODEL_WRITE, MODEL_KERNEL));
    m = v8m_on(1);
    assert_false(model_v8m_permits(&m, 0x20000000u, MODEL_WRITE, MODEL_KERNEL));
    assert_true(model_v8m_permits(&m, 0xE000ED94u, MODEL_WRITE, MODEL_KERNEL));
}

TEST(test_v8m_the_limit_is_within_the_region) {
    struct model_v8m m = v8m_on(5);
    model_v8m_store(&m, MODEL_V8M_RBAR, 0x20000020u | 1u << 1);
    model_v8m_store(&m, MODEL_V8M_RLAR, 0x20000040u | 1u);
    assert_false(v8m_user(&m, 0x2000001Fu, MODEL_WRITE));
    assert_true(v8m_user(&m, 0x20000020u, MODEL_WRITE));
    assert_true(v8m_user(&m, 0x2000005Fu, MODEL_WRITE));
    assert_false(v8m_user(&m, 0x20000060u, MODEL_WRITE));
}

TEST(test_v8m_what_two_regions_hit_faults_for_everybody) {
    struct model_v8m m = v8m_on(5);
    for (uint32_t i = 0; i < 2; i++) {
        model_v8m_store(&m, MODEL_V8M_RNR, i);
        model_v8m_store(&m, MODEL_V8M_RBAR, (0x20000000u + 0x20u * i) | 1u << 1);
        model_v8m_store(&m, MODEL_V8M_RLAR, 0x20000020u | 1u);
    }
    assert_true(v8m_user(&m, 0x2000001Fu, MODEL_WRITE));
    assert_false(v8m_user(&m, 0x20000020u, MODEL_READ));
    assert_false(model_v8m_permits(&m, 0x20000020u, MODEL_READ, MODEL_KERNEL));
}

TEST(test_v8m_access_permissions) {
    static const struct {
        bool user_reads, user_writes, kernel_writes;
    } expected[] = {
        {false, false, true}, {true, true, true}, {false, false, false}, {true, false, false}};
    for (uint32_t ap = 0; ap < COUNT_OF(expected); ap++) {
        struct model_v8m m = v8m_on(5);
        model_v8m_store(&m, MODEL_V8M_RBAR, 0x20000000u | ap << 1 | 1u);
        model_v8m_store(&m, MODEL_V8M_RLAR, 0x20000000u | 1u);
        assert_int_equal(v8m_user(&m, 0x20000000u, MODEL_READ), expected[ap].user_reads);
        assert_int_equal(v8m_user(&m, 0x20000000u, MODEL_WRITE), expected[ap].user_writes);
        assert_true(model_v8m_permits(&m, 0x20000000u, MODEL_READ, MODEL_KERNEL));
        assert_int_equal(model_v8m_permits(&m, 0x20000000u, MODEL_WRITE, MODEL_KERNEL),
                         expected[ap].kernel_writes);
        assert_false(model_v8m_permits(&m, 0x20000000u, MODEL_EXECUTE, MODEL_KERNEL));
    }
}

TEST(test_v8m_aliases_count_from_the_group_of_four_that_RNR_is_in) {
    struct model_v8m m = v8m_on(5);
    model_v8m_store(&m, MODEL_V8M_RNR, 6);
    model_v8m_store(&m, MODEL_V8M_RBAR, 1);
    model_v8m_store(&m, MODEL_V8M_RBAR + 8, 2);
    assert_int_equal(m.regions[6].rbar, 1);
    assert_int_equal(m.regions[5].rbar, 2);
}

/* ---- RISC-V PMP ---- */

#define PMP_TOR_READ 0x09u
#define PMP_NA4_READ 0x11u
#define PMP_NAPOT_READ 0x19u
#define PMP_LOCK 0x80u

static bool pmp_user(const struct model_pmp *m, uint32_t address, uint32_t bytes) {
    return model_pmp_permits(m, address, bytes, MODEL_READ, MODEL_USER);
}

TEST(test_pmp_without_entries_only_machine_mode_goes_anywhere) {
    const struct model_pmp m = {.config = {0}};
    assert_false(pmp_user(&m, 0x80000000u, 1));
    assert_true(model_pmp_permits(&m, 0x80000000u, 4, MODEL_WRITE, MODEL_KERNEL));
}

TEST(test_pmp_ones_at_the_end_of_an_address_are_the_size_of_its_range) {
    for (uint32_t ones = 0; ones < 28; ones++) {
        uint32_t size = 8u << ones;
        const struct model_pmp m = {.config = {PMP_NAPOT_READ},
                                    .address = {0x80000000u >> 2 | ((1u << ones) - 1)}};
        assert_true(pmp_user(&m, 0x80000000u, 4));
        assert_true(pmp_user(&m, 0x80000000u + (size - 4), 4));
        assert_false(pmp_user(&m, 0x80000000u - 4, 4));
        assert_false(pmp_user(&m, 0x80000000u + size, 4));
    }
    for (uint32_t ones = 30; ones <= 32; ones++) { /* from 2^33 bytes on: all that there is */
        const struct model_pmp m = {.config = {PMP_NAPOT_READ},
                                    .address = {ones == 32 ? UINT32_MAX : (1u << ones) - 1}};
        assert_true(pmp_user(&m, 0, 4) && pmp_user(&m, 0xFFFFFFFCu, 4));
    }
}

TEST(test_pmp_four_bytes) {
    const struct model_pmp m = {.config = {PMP_NA4_READ}, .address = {0x80000004u >> 2}};
    assert_true(pmp_user(&m, 0x80000004u, 4));
    assert_false(pmp_user(&m, 0x80000003u, 1));
    assert_false(pmp_user(&m, 0x80000008u, 1));
}

TEST(test_pmp_a_range_reaches_from_the_address_before_whatever_its_entry_is) {
    struct model_pmp m = {.config = {PMP_TOR_READ, 0, PMP_TOR_READ},
                          .address = {0x1000 >> 2, 0x3000 >> 2, 0x4000 >> 2}};
    assert_true(pmp_user(&m, 0, 1)); /* entry 0 begins at 0 */
    assert_true(pmp_user(&m, 0xFFF, 1));
    assert_false(pmp_user(&m, 0x1000, 1));
    assert_false(pmp_user(&m, 0x2FFF, 1));
    assert_true(pmp_user(&m, 0x3000, 4));
    assert_false(pmp_user(&m, 0x4000, 1));
    m.address[1] = m.address[2]; /* matches nothing */
    assert_false(pmp_user(&m, 0x3000, 1));
    assert_false(pmp_user(&m, 0x3FFF, 1));
}

/* The manual's own example. */
TEST(test_pmp_an_access_that_an_entry_matches_in_part_fails) {
    struct model_pmp m = {.config = {PMP_NA4_READ, PMP_NAPOT_READ}, .address = {0xC >> 2, 0x1F}};
    assert_false(pmp_user(&m, 0x8, 8));
    assert_true(pmp_user(&m, 0x8, 4));
    assert_true(pmp_user(&m, 0xC, 4));
    assert_false(model_pmp_permits(&m, 0x8, 8, MODEL_READ, MODEL_KERNEL));
}

TEST(test_pmp_the_lowest_entry_counts_and_binds_machine_mode_if_it_is_locked) {
    struct model_pmp m = {.config = {0x18, PMP_NAPOT_READ}, .address = {0, 0x1F}};
    assert_false(pmp_user(&m, 4, 4));
    assert_true(pmp_user(&m, 8, 4));
    assert_true(model_pmp_permits(&m, 4, 4, MODEL_WRITE, MODEL_KERNEL));
    m.config[0] |= PMP_LOCK;
    assert_false(model_pmp_permits(&m, 4, 4, MODEL_WRITE, MODEL_KERNEL));
}
