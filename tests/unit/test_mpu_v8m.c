/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the ARMv8-M protection unit is told (arch/mpu.h, mpu_v8m.c), judged by a model of the unit.
 * Source: DDI0553B, see model_v8m.h; ABI 3.5. */
#include "arch/armv8m/mpu_v8m.h"

#include "tests/unit/model_v8m.h"

#define UNIT_EDGES MODEL_V8M_EDGES
#define UNIT_WIDEST 1u
#include "tests/unit/mpu_contract.h"

#define GUARD_BYTES 1024u

/* ---- The unit, for the contract ---- */

static struct model_v8m unit;
static bool shares_loaded; /* arch_shares_loaded */

static void store(uint32_t address, uint32_t value) {
    model_v8m_store(&unit, address, value);
    kernel_goes_on();
}

static void store_region(uint32_t number, struct mpu_region region) {
    model_v8m_store(&unit, MODEL_V8M_RNR, number);
    model_v8m_store(&unit, MODEL_V8M_RBAR, region.rbar);
    model_v8m_store(&unit, MODEL_V8M_RLAR, region.rlar);
}

/* mpu_load.c: two regions hold the guard page. RNR is left at 0. */
static void unit_protect(void) {
    unit = (struct model_v8m){0};
    shares_loaded = false;
    model_v8m_store(&unit, MODEL_V8M_MAIR0, MPU_MAIR0);
    store_region(MPU_REGION_GUARD, mpu_encode_guard(GUARD_BYTES));
    store_region(MPU_REGION_GUARD + 1, mpu_encode_guard(GUARD_BYTES));
    model_v8m_store(&unit, MODEL_V8M_RNR, 0);
    model_v8m_store(&unit, MODEL_V8M_CTRL, 5); /* ENABLE, PRIVDEFENA */
    model_v8m_check(&unit);
}

/* mpu_load.c: each region is off while its base changes. */
static void load_shares(const struct mpu_share *shares) {
    shares_loaded = shares != NULL;
    store(MODEL_V8M_RNR, MPU_REGION_FIRST_SHARE);
    for (uint32_t i = 0; i < MPU_SHARES; i++) {
        store(MODEL_V8M_RLAR + 8 * i, 0);
        if (shares != NULL) {
            store(MODEL_V8M_RBAR + 8 * i, shares[i].region.rbar);
            store(MODEL_V8M_RLAR + 8 * i, shares[i].region.rlar);
        }
    }
    store(MODEL_V8M_RNR, 0);
}

/* mpu_inline.h: four words at once, to the registers and one of their aliases. */
static void unit_load(const struct mpu_regions *regions, const struct mpu_share *shares) {
    uint32_t words[4];
    memcpy(words, regions, sizeof words);
    for (uint32_t i = 0; i < COUNT_OF(words); i++) {
        store(MODEL_V8M_RBAR + 4 * i, words[i]);
    }
    if (shares != NULL || shares_loaded) {
        load_shares(shares);
    }
    model_v8m_check(&unit);
}

static bool unit_permits(uint32_t address, uint32_t bytes, enum model_access access,
                         enum model_level level) {
    assert_int_equal(bytes, 1);
    return model_v8m_permits(&unit, address, access, level);
}

static size_t unit_edges(uint32_t edges[UNIT_EDGES]) {
    return model_v8m_edges(&unit, edges);
}

static size_t unit_nobody(struct range nobody[2]) {
    nobody[0] = (struct range){0, GUARD_BYTES};
    return 1;
}

/* MPU_RBAR, MPU_RLAR: any run of 32-byte granules. */
static bool unit_covers(uint64_t start, uint64_t end) {
    return start < end && start % 32 == 0 && end % 32 == 0;
}

static struct range unit_random_range(struct random *r, struct range area) {
    uint32_t first = (area.start + 31) / 32;
    uint32_t last = area.end / 32;
    if (first >= last) {
        return area; /* it holds none */
    }
    uint32_t start = first + random_below(r, last - first);
    uint32_t most = random_one_in(r, 2) ? last - start : (last - start) % 40 + 1;
    uint32_t end = start + 1 + random_below(r, most < last - start ? most : last - start);
    return (struct range){start * 32, end * 32};
}

static uint64_t round_up(uint64_t value, uint64_t step) {
    return (value + step - 1) / step * step;
}

/* ABI 3.5: the break, rounded up to 32. */
static uint64_t unit_accessible_end(uint64_t start, uint64_t end, uint64_t app_break) {
    (void)start;
    (void)end;
    return round_up(app_break, 32);
}

/* A block is as many granules as what the process and what the kernel needs. */
static bool unit_find_block(struct range free, const struct mpu_request *request,
                            struct range *block) {
    uint64_t start = round_up(free.start, 32);
    if (request->fixed_start != MPU_ANY_ADDRESS) {
        start = request->fixed_start;
    }
    uint64_t end = round_up(round_up(start + request->minimum, 32) + request->kernel_bytes, 32);
    if (start % 32 != 0 || start < free.start || end > free.end) {
        return false;
    }
    *block = (struct range){(uint32_t)start, (uint32_t)end};
    return true;
}

/* ---- What is this unit's own ---- */

TEST(test_nobody_reaches_the_guard_page_whatever_else_covers_it) {
    unit_protect();
    for (uint32_t i = 0; i < MODEL_V8M_REGIONS;
         i++) { /* all other regions: everything to everybody */
        if (i != MPU_REGION_GUARD && i != MPU_REGION_GUARD + 1) {
            store_region(i, (struct mpu_region){.rbar = 2, .rlar = 0xFFFFFFE1u});
        }
        for (uint32_t address = 0; address < GUARD_BYTES; address++) {
            for (enum model_access access = MODEL_READ; access <= MODEL_EXECUTE; access++) {
                assert_false(unit_permits(address, 1, access, MODEL_KERNEL));
                assert_false(unit_permits(address, 1, access, MODEL_USER));
            }
        }
    }
}

TEST(test_the_guard_page_ends_where_it_should) {
    unit_protect();
    for (enum model_access access = MODEL_READ; access <= MODEL_EXECUTE; access++) {
        assert_true(unit_permits(GUARD_BYTES, 1, access, MODEL_KERNEL));
        assert_false(unit_permits(GUARD_BYTES, 1, access, MODEL_USER));
    }
}

TEST(test_what_is_empty_is_switched_off) {
    const struct layout l = {0x20000000u, 0x20000000u, 0x20000800u, 0x20001000u, 0x20000000u};
    struct mpu_regions regions;
    struct mpu_share share;
    mpu_encode((struct range){0x10000, 0x10020}, &l, &regions);
    mpu_encode_no_share(0, &share);
    assert_int_equal((regions.ram.rlar | share.region.rlar) & 1, 0);
    assert_int_equal(regions.flash.rlar & 1, 1);
}

/* The default map makes code write-through and RAM write-back (DDI0553B, "The system address map"):
 * what the kernel and a process both touch has to have the same attributes for both. */
TEST(test_memory_is_normal_and_cached_as_in_the_default_map) {
    const struct layout l = {0x20000000u, 0x20000400u, 0x20000800u, 0x20001000u, 0x20000000u};
    struct mpu_regions regions;
    struct mpu_share share;
    mpu_encode((struct range){0x10000, 0x10020}, &l, &regions);
    mpu_encode_share((struct range){0x20002000u, 0x20002020u}, 2, &share);
    const uint32_t rlar[] = {regions.flash.rlar, regions.ram.rlar, share.region.rlar};
    const uint32_t expected[] = {0xAA, 0xFF, 0xFF};
    for (uint32_t i = 0; i < COUNT_OF(rlar); i++) {
        assert_int_equal(MPU_MAIR0 >> 8 * (rlar[i] >> 1 & 7) & 0xFF, expected[i]);
    }
    assert_int_equal((regions.flash.rbar | regions.ram.rbar | share.region.rbar) >> 3 & 3, 0);
}
