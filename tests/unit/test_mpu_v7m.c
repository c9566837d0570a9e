/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the ARMv7-M protection unit is told (arch/mpu.h, mpu_v7m.c), judged by a model of the unit.
 * Source: DDI0403E B3.5, ABI 3.4. */
#include "arch/armv7m/mpu_v7m.h"

#include "tests/unit/model_v7m.h"

#define UNIT_EDGES MODEL_V7M_EDGES
#define UNIT_WIDEST 1u
#include "tests/unit/mpu_contract.h"

#define GUARD_BYTES 1024u

/* ---- The unit, for the contract ---- */

static struct model_v7m unit;
static bool shares_loaded; /* arch_shares_loaded */

static void unit_protect(void) {
    unit = (struct model_v7m){0};
    shares_loaded = false;
    struct mpu_region guard = mpu_encode_guard(GUARD_BYTES);
    assert_int_equal(model_v7m_write(&unit, guard.rbar, guard.rasr), MODEL_V7M_REGIONS - 1);
}

static void store(uint32_t address, uint32_t value) {
    model_v7m_store(&unit, address, value);
    kernel_goes_on();
}

/* mpu_load.c: each region is off while its base changes. */
static void load_shares(const struct mpu_share *shares) {
    shares_loaded = shares != NULL;
    for (uint32_t i = 0; i < MPU_SHARES; i++) {
        store(MODEL_V7M_RNR, 3 + i);
        store(MODEL_V7M_RASR, 0);
        if (shares != NULL) {
            store(MODEL_V7M_RBAR, shares[i].region.rbar);
            store(MODEL_V7M_RASR, shares[i].region.rasr);
        }
    }
}

/* mpu_inline.h: six words at once, to the registers and two of their aliases. */
static void unit_load(const struct mpu_regions *regions, const struct mpu_share *shares) {
    uint32_t words[6];
    memcpy(words, regions, sizeof words);
    for (uint32_t i = 0; i < COUNT_OF(words); i++) {
        store(MODEL_V7M_RBAR + 4 * i, words[i]);
    }
    if (shares != NULL || shares_loaded) {
        load_shares(shares);
    }
    model_v7m_check(&unit);
}

static bool unit_permits(uint32_t address, uint32_t bytes, enum model_access access,
                         enum model_level level) {
    assert_int_equal(bytes, 1);
    return model_v7m_permits(&unit, address, access, level);
}

static size_t unit_edges(uint32_t edges[UNIT_EDGES]) {
    return model_v7m_edges(&unit, edges);
}

static size_t unit_nobody(struct range nobody[2]) {
    nobody[0] = (struct range){0, GUARD_BYTES};
    return 1;
}

static uint64_t round_up(uint64_t value, uint64_t step) {
    return (value + step - 1) / step * step;
}

/* Some eighths of a power of two that lie together; all eight below 256 bytes (B3.5.5). A region of
 * 4 GB is not used. */
static bool unit_covers(uint64_t start, uint64_t end) {
    for (uint64_t size = 32; size <= 0x80000000u && start < end; size *= 2) {
        uint64_t base = start / size * size;
        uint64_t step = size < 256 ? size : size / 8;
        if (end <= base + size && start % step == 0 && end % step == 0) {
            return true;
        }
    }
    return false;
}

static struct range unit_random_range(struct random *r, struct range area) {
    for (;;) {
        uint32_t size = 32u << random_below(r, 13);
        uint32_t step = size < 256 ? size : size / 8;
        uint32_t base = (area.start + random_below(r, area.end - area.start)) & ~(size - 1);
        uint32_t first = random_below(r, size / step);
        uint32_t count = random_between(r, 1, size / step - first);
        struct range found = {base + first * step, base + (first + count) * step};
        if (found.start >= area.start && found.end <= area.end && found.start < found.end) {
            return found;
        }
        if (random_one_in(r, 200)) {
            return area; /* it may hold none */
        }
    }
}

/* ABI 3.4: sixteenths of the block. */
static uint64_t unit_accessible_end(uint64_t start, uint64_t end, uint64_t app_break) {
    return start + round_up(app_break - start, (end - start) / 16);
}

/* Of all that the unit can express, tried one by one: the lowest, and there the smallest. How far
 * the parts of a block are from each other does not depend on where it is. No chip has room for one of
 * 2 GB. */
static bool unit_find_block(struct range free, const struct mpu_request *request,
                            struct range *block) {
    bool found = false;
    for (uint64_t size = 512; size <= 0x40000000u; size *= 2) {
        uint64_t start = round_up(free.start, size / 2);
        if (request->fixed_start != MPU_ANY_ADDRESS) {
            start = request->fixed_start;
        }
        uint64_t accessible = unit_accessible_end(start, start + size, start + request->minimum);
        if (start % (size / 2) == 0 && start >= free.start && start + size <= free.end &&
            accessible + request->kernel_bytes <= start + size &&
            (!found || start < block->start)) {
            *block = (struct range){(uint32_t)start, (uint32_t)(start + size)};
            found = true;
        }
    }
    return found;
}

/* ---- What is this unit's own ---- */

TEST(test_accessible_end_is_the_break_rounded_up_to_a_sixteenth_of_the_block) {
    for (uint32_t size = 512; size <= 65536; size *= 2) {
        struct range block = {0x20000000u + size, 0x20000000u + 2 * size};
        for (uint32_t offset = 0; offset <= size; offset += size > 4096 ? 13 : 1) {
            uint32_t end = mpu_accessible_end(block, block.start + offset);
            assert_int_equal(end,
                             unit_accessible_end(block.start, block.end, block.start + offset));
            assert_in_range(end, block.start + offset, block.end);
        }
        assert_int_equal(mpu_accessible_end(block, block.end), block.end);
    }
}

TEST(test_each_value_names_its_region) {
    struct random r = random_from(3);
    struct subject s = random_subject(&r);
    set_no_shares(&s);
    const uint32_t rbar[] = {s.regions.flash.rbar,    s.regions.ram_low.rbar,
                             s.regions.ram_high.rbar, s.shares[0].region.rbar,
                             s.shares[1].region.rbar, s.shares[2].region.rbar,
                             s.shares[3].region.rbar};
    for (uint32_t i = 0; i < COUNT_OF(rbar); i++) {
        assert_int_equal(rbar[i] & 0x1F, 0x10 | i); /* VALID (B3.5.8) */
    }
}

/* Write-through for flash and RAM, and RAM may be others' too: TEX 0, C 1, B 0, S (Table B3-13). */
TEST(test_memory_is_normal_and_cached) {
    struct random r = random_from(3);
    struct subject s = random_subject(&r);
    set_share(&s, 0, (struct range){0x20000000u, 0x20000020u});
    assert_int_equal(s.regions.flash.rasr >> 16 & 0x3F, 2);
    assert_int_equal(s.regions.ram_low.rasr >> 16 & 0x3F, 6);
    assert_int_equal(s.shares[0].region.rasr >> 16 & 0x3F, 6);
}

TEST(test_nobody_reaches_the_guard_page_whatever_else_covers_it) {
    struct model_v7m model = {0};
    struct mpu_region guard = mpu_encode_guard(1024);
    unsigned number = model_v7m_write(&model, guard.rbar, guard.rasr);
    assert_int_equal(number, MODEL_V7M_REGIONS - 1);
    for (unsigned i = 0; i < number; i++) { /* everything to everybody */
        model_v7m_write(&model, 0x10u | i, 0x0300003Fu);
    }
    for (uint32_t address = 0; address <= 2048; address++) {
        for (enum model_access access = MODEL_READ; access <= MODEL_EXECUTE; access++) {
            assert_int_equal(model_v7m_permits(&model, address, access, MODEL_KERNEL),
                             address >= 1024);
            assert_int_equal(model_v7m_permits(&model, address, access, MODEL_USER),
                             address >= 1024);
        }
    }
}

/* ---- mpu_place_block ---- */

TEST(test_a_fixed_start_is_kept_or_refused) {
    struct range block = {1, 2};
    struct mpu_request request = {.minimum = 300, .kernel_bytes = 400, .fixed_start = 0x20001000u};
    const struct range free = {0x20000000u, 0x20008000u};
    assert_true(mpu_place_block(free, &request, &block));
    assert_int_equal(block.start, 0x20001000u);
    request.fixed_start = 0x20001010u; /* not aligned to anything that would hold it */
    block = (struct range){1, 2};
    assert_false(mpu_place_block(free, &request, &block));
    request.fixed_start = 0x1FFFF000u;
    assert_false(mpu_place_block(free, &request, &block));
    request.fixed_start = 0x20008000u;
    assert_false(mpu_place_block(free, &request, &block));
    assert_int_equal(block.start, 1);
    assert_int_equal(block.end, 2);
}

/* ---- mpu_can_cover ---- */

#define WINDOW_GRANULES 64u /* of 32 bytes */

/* Every range of the window that one region covers exactly, by enumerating all regions. */
static void enumerate(uint32_t window, bool coverable[WINDOW_GRANULES + 1][WINDOW_GRANULES + 1]) {
    uint32_t window_end = window + WINDOW_GRANULES * 32;
    memset(coverable, 0, sizeof(bool) * (WINDOW_GRANULES + 1) * (WINDOW_GRANULES + 1));
    for (uint32_t log2 = 5; log2 <= 16; log2++) {
        uint32_t size = 1u << log2;
        for (uint32_t base = window / size * size; base < window_end; base += size) {
            uint32_t parts = size >= 256 ? 8 : 1;
            for (uint32_t first = 0; first < parts; first++) {
                for (uint32_t last = first + 1; last <= parts; last++) {
                    uint32_t start = base + first * (size / parts);
                    uint32_t end = base + last * (size / parts);
                    if (start >= window && end <= window_end) {
                        coverable[(start - window) / 32][(end - window) / 32] = true;
                    }
                }
            }
        }
    }
}

TEST(test_a_range_can_be_covered_if_and_only_if_some_region_does) {
    static bool coverable[WINDOW_GRANULES + 1][WINDOW_GRANULES + 1];
    const uint32_t windows[] = {0, 0x800, 0x10000, 0x20000400u, 0x2000FC00u, 0x2000F820u};
    for (uint32_t w = 0; w < COUNT_OF(windows); w++) {
        enumerate(windows[w], coverable);
        for (uint32_t start = 0; start <= WINDOW_GRANULES; start++) {
            for (uint32_t end = 0; end <= WINDOW_GRANULES; end++) {
                struct range r = {windows[w] + 32 * start, windows[w] + 32 * end};
                UNIT_CONTEXT("[0x%x, 0x%x)", r.start, r.end);
                assert_int_equal(mpu_can_cover(r), coverable[start][end]);
            }
        }
    }
}

/* ---- Register fields ----
 *
 * mpu_types.h claims what a pair covers and proofs take it for true (docs/caveats.md). Here is why: all
 * sizes of regions, all sets of sub-regions side by side, at the lowest, a middle and the highest place,
 * and of each all that borders on something else. */

static void check_covers(struct range r) {
    UNIT_CONTEXT("[0x%x, 0x%x)", r.start, r.end);
    struct mpu_share share;
    mpu_encode_share(r, 0, &share);
    unit = (struct model_v7m){0};
    assert_int_equal(model_v7m_write(&unit, share.region.rbar, share.region.rasr), 3);
    model_v7m_check(&unit);
    uint32_t edges[UNIT_EDGES];
    size_t count = unit_edges(edges);
    for (size_t i = 0; i < count; i++) {
        for (uint32_t away = 0; away < 3; away++) {
            uint32_t address = edges[i] - 1 + away;
            bool inside = within(r, address);
            assert_int_equal(unit_permits(address, 1, MODEL_READ, MODEL_USER), inside);
            assert_int_equal(unit_permits(address, 1, MODEL_WRITE, MODEL_USER), inside);
            assert_false(unit_permits(address, 1, MODEL_EXECUTE, MODEL_USER));
        }
    }
    assert_true(unit_permits(r.start, 1, MODEL_WRITE, MODEL_USER));
    assert_true(unit_permits(r.end - 1, 1, MODEL_WRITE, MODEL_USER));
    assert_false(unit_permits(r.start - 1, 1, MODEL_READ, MODEL_USER));
    assert_false(unit_permits(r.end, 1, MODEL_READ, MODEL_USER));
}

TEST(test_every_size_and_every_run_of_eighths_decodes_back_to_the_range) {
    for (uint32_t log2 = 5; log2 < 32; log2++) {
        uint32_t size = 1u << log2;
        uint32_t parts = size >= 256 ? 8 : 1;
        /* The highest: above it nothing is anybody's memory (DDI0403E B3.1). */
        const uint32_t bases[] = {0, 0x20000000u / size * size, (0xE0000000u - size) / size * size};
        for (uint32_t b = 0; b < COUNT_OF(bases); b++) {
            for (uint32_t first = 0; first < parts; first++) {
                for (uint32_t last = first + 1; last <= parts; last++) {
                    struct range r = {bases[b] + size / parts * first,
                                      bases[b] + size / parts * last};
                    assert_true(mpu_can_cover(r));
                    check_covers(r);
                }
            }
        }
    }
}

TEST(test_every_size_of_block_and_every_step_of_it_decodes_back_to_the_ram_up_to_the_break) {
    const struct range program = {0x10000, 0x10100};
    for (uint32_t size = 512; size <= 0x40000000u; size *= 2) {
        const uint32_t starts[] = {0x20000000u, 0x20000000u + size / 2, size / 2,
                                   0xE0000000u - size};
        for (uint32_t b = 0; b < COUNT_OF(starts); b++) {
            struct range block = {starts[b], starts[b] + size};
            for (uint32_t step = 0; step <= 16; step++) {
                for (uint32_t more = 0; more < 3; more++) {
                    uint32_t app_break = block.start + size / 16 * step - 1 + more;
                    if (app_break < block.start || app_break > block.end ||
                        range_overlaps(program, block)) {
                        continue;
                    }
                    struct subject s = {.program = program,
                                        .memory = {.start = block.start,
                                                   .app_break = app_break,
                                                   .kernel_break = block.end,
                                                   .end = block.end,
                                                   .high_water = block.start}};
                    UNIT_CONTEXT("block [0x%x, 0x%x), break 0x%x", block.start, block.end,
                                 app_break);
                    set_no_shares(&s);
                    encode(&s);
                    unit_protect();
                    enter(&s);
                }
            }
        }
    }
}

/* And so at every other place: of all that is in the pair only the address of the region changes with it. */
static void check_moves(uint32_t size, uint32_t base) {
    uint32_t parts = size >= 256 ? 8 : 1;
    if (base > UINT32_MAX - size) {
        return; /* no range ends at 2^32 */
    }
    for (uint32_t first = 0; first < parts; first++) {
        for (uint32_t last = first + 1; last <= parts; last++) {
            struct range r = {size / parts * first, size / parts * last};
            UNIT_CONTEXT("base 0x%x, [0x%x, 0x%x)", base, r.start, r.end);
            struct mpu_share lowest;
            struct mpu_share moved;
            mpu_encode_share(r, 0, &lowest);
            mpu_encode_share((struct range){base + r.start, base + r.end}, 0, &moved);
            assert_int_equal(moved.region.rasr, lowest.region.rasr);
            assert_int_equal(moved.region.rbar - lowest.region.rbar, base);
        }
    }
}

/* Of eighths that a smaller region covers, too, that one is taken, which may lie higher than the base: what it
 * is at the lowest place it is everywhere. All bases with one, two or all but one of their bits. */
TEST(test_wherever_a_region_lies_only_its_address_differs) {
    for (uint32_t log2 = 5; log2 < 31; log2++) {
        uint32_t size = 1u << log2;
        for (uint32_t a = log2; a < 32; a++) {
            for (uint32_t b = a; b < 32; b++) {
                uint32_t base = 1u << a | 1u << b;
                check_moves(size, base);
                check_moves(size, (UINT32_MAX << log2) - (1u << a));
            }
        }
    }
}

/* From every step of the break to every other, with a share that comes, stays, goes or never was: what is left in
 * the unit of before gives nothing. */
TEST(test_after_every_change_of_break_and_share_the_unit_is_exact) {
    const struct range shared = {0x20008000u, 0x20008060u};
    struct range block = {0x20000100u, 0x20000300u};
    struct subject s = {.program = {0x10000, 0x10100},
                        .memory = {.start = block.start,
                                   .app_break = block.start,
                                   .kernel_break = block.end,
                                   .end = block.end,
                                   .high_water = block.start}};
    unit_protect();
    for (uint32_t change = 0; change < 17 * 17 * 4; change++) {
        uint32_t steps[2] = {change % 17, change / 17 % 17};
        bool is_shared[2] = {(change / 289 & 1) != 0, (change / 289 & 2) != 0};
        for (uint32_t i = 0; i < 2; i++) {
            UNIT_CONTEXT("change %u, step %u", change, i);
            s.memory.app_break = block.start + (block.end - block.start) / 16 * steps[i];
            set_no_shares(&s);
            if (is_shared[i]) {
                set_share(&s, change % MPU_SHARES, shared);
                s.has_shares = true;
            }
            encode(&s);
            enter(&s);
        }
    }
}
