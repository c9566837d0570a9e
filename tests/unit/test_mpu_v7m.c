/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the ARMv7-M protection unit is told (arch/mpu.h, mpu_v7m.c), judged by a model of the unit:
 * a process may read and execute its program, read and write its RAM up to the accessible end and
 * what is shared with it, and do nothing anywhere else. Source: DDI0403E B3.5, ABI 3.4, 3.6. */
#include "arch/armv7m/mpu_v7m.h"
#include "arch/mpu.h"
#include "arch_types.h"
#include "kernel/process_memory.h"
#include "tests/unit/mpu_model.h"
#include "tests/unit/random.h"
#include "tests/unit/unit.h"

/* ---- What one process may reach ---- */

struct reach {
    struct range program;
    struct range ram; /* up to the accessible end */
    struct range shares[MPU_SHARES];
    unsigned share_count;
};

static bool within(struct range r, uint32_t address) {
    return address >= r.start && address < r.end;
}

static bool is_writable(const struct reach *r, uint32_t address) {
    bool writable = within(r->ram, address);
    for (unsigned i = 0; i < r->share_count; i++) {
        writable = writable || within(r->shares[i], address);
    }
    return writable;
}

static void check_address(const struct mpu_model *m, const struct reach *r, uint32_t address) {
    bool program = within(r->program, address);
    bool writable = is_writable(r, address);
    bool read = mpu_model_unprivileged(m, address, MODEL_READ);
    bool write = mpu_model_unprivileged(m, address, MODEL_WRITE);
    bool execute = mpu_model_unprivileged(m, address, MODEL_EXECUTE);
    if (read != (program || writable) || write != writable || execute != program) {
        fail_msg("0x%x: %s%s%s, program [0x%x, 0x%x), RAM [0x%x, 0x%x), %u shares", address,
                 read ? "r" : "-", write ? "w" : "-", execute ? "x" : "-", r->program.start,
                 r->program.end, r->ram.start, r->ram.end, r->share_count);
    }
    /* The kernel reads and writes everything of the process but its program. */
    assert_true(mpu_model_privileged(m, address, MODEL_READ));
    assert_true(program || mpu_model_privileged(m, address, MODEL_WRITE));
}

/* The unit's answer can only change at its own edges and the expected one only at those of `r`, so
 * looking on both sides of all of them is looking everywhere. */
static void check_everywhere(const struct mpu_model *m, const struct reach *r) {
    uint32_t edges[MODEL_EDGES_MAX + 2 * (MPU_SHARES + 2) + 1];
    size_t count = mpu_model_edges(m, edges);
    edges[count++] = 0;
    edges[count++] = r->program.start;
    edges[count++] = r->program.end;
    edges[count++] = r->ram.start;
    edges[count++] = r->ram.end;
    for (unsigned i = 0; i < r->share_count; i++) {
        edges[count++] = r->shares[i].start;
        edges[count++] = r->shares[i].end;
    }
    for (size_t i = 0; i < count; i++) {
        check_address(m, r, edges[i] - 1);
        check_address(m, r, edges[i]);
    }
}

/* Writes what was encoded as the context switch does: all regions, in order. */
static void load(struct mpu_model *m, const struct mpu_regions *regions,
                 const struct mpu_share shares[MPU_SHARES]) {
    unsigned seen = 0;
    seen |= 1u << mpu_model_write(m, regions->flash.rbar, regions->flash.rasr);
    seen |= 1u << mpu_model_write(m, regions->ram_low.rbar, regions->ram_low.rasr);
    seen |= 1u << mpu_model_write(m, regions->ram_high.rbar, regions->ram_high.rasr);
    for (unsigned i = 0; i < MPU_SHARES; i++) {
        seen |= 1u << mpu_model_write(m, shares[i].region.rbar, shares[i].region.rasr);
    }
    /* Each in a region of its own, so that nothing of the process before is left. */
    assert_int_equal(seen, (1u << (3 + MPU_SHARES)) - 1);
}

static uint64_t round_up(uint64_t value, uint64_t step) {
    return (value + step - 1) / step * step;
}

/* ABI 3.4: sixteenths of the block. */
static uint32_t expected_end(struct range block, uint32_t app_break) {
    return (uint32_t)(block.start +
                      round_up(app_break - block.start, (block.end - block.start) / 16));
}

/* A range that the unit can cover by construction: some eighths of a power of two. */
static struct range random_coverable(struct random *r, uint32_t area, uint32_t area_log2) {
    uint32_t log2 = random_between(r, 5, area_log2);
    uint32_t size = 1u << log2;
    uint32_t base = area + random_below(r, 1u << (area_log2 - log2)) * size;
    if (size < 256 || random_one_in(r, 3)) {
        return (struct range){base, base + size};
    }
    uint32_t first = random_below(r, 8);
    uint32_t count = random_between(r, 1, 8 - first);
    return (struct range){base + first * (size / 8), base + (first + count) * (size / 8)};
}

static struct layout random_layout(struct random *r) {
    uint32_t size = 512u << random_below(r, 8);
    uint32_t start = 0x20000000u + random_below(r, 64) * (size / 2);
    struct range block = {start, start + size};
    uint32_t kernel_bytes = random_between(r, 1, size / 32) * 8;
    struct layout l = layout_initial(block, 32, kernel_bytes);
    (void)layout_set_break(&l, start + random_below(r, size));
    uint32_t address;
    (void)layout_take_for_kernel(&l, random_below(r, size), &address);
    assert_true(layout_valid(&l));
    return l;
}

TEST(test_a_process_reaches_its_program_its_ram_and_its_shares_and_nothing_else) {
    struct mpu_model model = {0};
    for (uint32_t seed = 1; seed <= 20000; seed++) {
        UNIT_CONTEXT("seed %u", seed);
        struct random r = random_from(seed);
        const struct layout l = random_layout(&r);
        struct reach reach = {.program = random_coverable(&r, 0x00040000u, 18)};
        reach.ram = (struct range){l.start,
                                   mpu_accessible_end((struct range){l.start, l.end}, l.app_break)};
        struct mpu_regions regions;
        mpu_encode(reach.program, &l, &regions);

        struct mpu_share shares[MPU_SHARES];
        reach.share_count = random_below(&r, MPU_SHARES + 1);
        for (unsigned i = 0; i < MPU_SHARES; i++) {
            mpu_encode_no_share(i, &shares[i]);
        }
        for (unsigned i = 0; i < reach.share_count; i++) {
            reach.shares[i] = random_coverable(&r, 0x20100000u, 14);
            mpu_encode_share(reach.shares[i], i, &shares[i]);
        }
        /* The model is not cleared in between: what the process before had must be gone. */
        load(&model, &regions, shares);
        check_everywhere(&model, &reach);
    }
}

TEST(test_accessible_end_is_the_break_rounded_up_to_a_sixteenth_of_the_block) {
    for (uint32_t size = 512; size <= 65536; size *= 2) {
        struct range block = {0x20000000u + size, 0x20000000u + 2 * size};
        for (uint32_t offset = 0; offset <= size; offset += size > 4096 ? 13 : 1) {
            uint32_t end = mpu_accessible_end(block, block.start + offset);
            assert_int_equal(end, expected_end(block, block.start + offset));
            assert_in_range(end, block.start + offset, block.end);
        }
        assert_int_equal(mpu_accessible_end(block, block.end), block.end);
    }
}

TEST(test_every_break_of_a_small_block_is_enforced_exactly) {
    struct mpu_model model = {0};
    const struct range block = {0x20000100u, 0x20000300u}; /* aligned to half its size only */
    struct mpu_share shares[MPU_SHARES];
    for (unsigned i = 0; i < MPU_SHARES; i++) {
        mpu_encode_no_share(i, &shares[i]);
    }
    for (uint32_t app_break = block.start; app_break <= block.end; app_break++) {
        UNIT_CONTEXT("break 0x%x", app_break);
        const struct layout l = {.start = block.start,
                                 .app_break = app_break,
                                 .kernel_break = block.end,
                                 .end = block.end,
                                 .high_water = block.start};
        struct mpu_regions regions;
        const struct range program = {0x00010000u, 0x00010400u};
        mpu_encode(program, &l, &regions);
        load(&model, &regions, shares);
        const struct reach reach = {.program = program,
                                    .ram = {block.start, expected_end(block, app_break)}};
        check_everywhere(&model, &reach);
    }
}

TEST(test_a_break_at_the_start_of_memory_leaves_no_ram_accessible) {
    struct mpu_model model = {0};
    const struct layout l = {.start = 0x20000000u,
                             .app_break = 0x20000000u,
                             .kernel_break = 0x20000700u,
                             .end = 0x20000800u,
                             .high_water = 0x20000000u};
    const struct range program = {0x00010000u, 0x00010400u};
    struct mpu_regions regions;
    mpu_encode(program, &l, &regions);
    mpu_model_write(&model, regions.flash.rbar, regions.flash.rasr);
    mpu_model_write(&model, regions.ram_low.rbar, regions.ram_low.rasr);
    mpu_model_write(&model, regions.ram_high.rbar, regions.ram_high.rasr);
    const struct reach reach = {.program = program, .ram = {l.start, l.start}};
    check_everywhere(&model, &reach);
}

TEST(test_no_share_is_a_region_that_is_switched_off) {
    for (unsigned i = 0; i < MPU_SHARES; i++) {
        struct mpu_model model = {0};
        struct mpu_share share;
        mpu_encode_share((struct range){0x20000000u, 0x20000020u}, i, &share);
        unsigned number = mpu_model_write(&model, share.region.rbar, share.region.rasr);
        assert_true(mpu_model_unprivileged(&model, 0x20000000u, MODEL_WRITE));
        mpu_encode_no_share(i, &share);
        assert_int_equal(mpu_model_write(&model, share.region.rbar, share.region.rasr), number);
        assert_false(mpu_model_unprivileged(&model, 0x20000000u, MODEL_READ));
    }
}

TEST(test_nobody_reaches_the_guard_page_whatever_else_covers_it) {
    struct mpu_model model = {0};
    struct mpu_region guard = mpu_encode_guard(1024);
    unsigned number = mpu_model_write(&model, guard.rbar, guard.rasr);
    assert_int_equal(number, MODEL_REGIONS - 1);
    for (unsigned i = 0; i < number; i++) { /* everything to everybody */
        mpu_model_write(&model, 0x10u | i, 0x0300003Fu);
    }
    for (uint32_t address = 0; address <= 2048; address++) {
        for (enum model_access access = MODEL_READ; access <= MODEL_EXECUTE; access++) {
            assert_int_equal(mpu_model_privileged(&model, address, access), address >= 1024);
            assert_int_equal(mpu_model_unprivileged(&model, address, access), address >= 1024);
        }
    }
}

/* ---- mpu_place_block ---- */

static bool block_serves(uint64_t start, uint64_t size, const struct mpu_request *request) {
    uint64_t step = size / 16;
    uint64_t accessible = start + round_up(request->minimum, step);
    return accessible + request->kernel_bytes <= start + size &&
           (request->fixed_start == MPU_ANY_ADDRESS || request->fixed_start == start);
}

/* Of all that the unit can express, tried one by one: the lowest, and there the smallest. */
static bool find_block(struct range free, const struct mpu_request *request, struct range *block) {
    bool found = false;
    for (uint64_t size = 512; size <= (uint64_t)free.end - free.start; size *= 2) {
        for (uint64_t start = round_up(free.start, size / 2); start + size <= free.end;
             start += size / 2) {
            if (block_serves(start, size, request) && (!found || start < block->start)) {
                *block = (struct range){(uint32_t)start, (uint32_t)(start + size)};
                found = true;
            }
        }
    }
    return found;
}

static uint32_t random_fixed_start(struct random *r, struct range free) {
    switch (random_below(r, 4)) {
    case 0:
        return free.start + random_below(r, free.end - free.start + 1) / 256 * 256;
    case 1:
        return free.start + random_below(r, free.end - free.start + 1);
    default:
        return MPU_ANY_ADDRESS;
    }
}

TEST(test_a_block_is_the_lowest_and_smallest_that_serves) {
    for (uint32_t seed = 1; seed <= 20000; seed++) {
        UNIT_CONTEXT("seed %u", seed);
        struct random r = random_from(seed);
        uint32_t start = 0x20000000u + random_below(&r, 0x4000) * (random_one_in(&r, 2) ? 1 : 64);
        struct range free = {start, start + random_below(&r, 0x10000)};
        const struct mpu_request request = {
            .minimum = random_between(&r, 32, 1 + (uint32_t)(0x8000u >> random_below(&r, 11)) + 32),
            .kernel_bytes = random_between(&r, 1, 100) * 8,
            .fixed_start = random_fixed_start(&r, free),
        };
        struct range expected = {1, 2};
        struct range block = {1, 2};
        bool exists = find_block(free, &request, &expected);
        assert_int_equal(mpu_place_block(free, &request, &block), exists);
        assert_int_equal(block.start, expected.start);
        assert_int_equal(block.end, expected.end);
    }
}

TEST(test_in_a_placed_block_no_break_up_to_the_minimum_reaches_the_kernels_part) {
    for (uint32_t seed = 1; seed <= 2000; seed++) {
        UNIT_CONTEXT("seed %u", seed);
        struct random r = random_from(seed);
        const struct mpu_request request = {.minimum = random_between(&r, 32, 3000),
                                            .kernel_bytes = random_between(&r, 1, 100) * 8,
                                            .fixed_start = MPU_ANY_ADDRESS};
        struct range block;
        const struct range free = {0x20000000u + random_below(&r, 5000), 0x20010000u};
        assert_true(mpu_place_block(free, &request, &block));
        for (uint32_t i = 0; i <= request.minimum; i++) {
            assert_true(mpu_accessible_end(block, block.start + i) <=
                        block.end - request.kernel_bytes);
        }
        struct layout l = layout_initial(block, 32, request.kernel_bytes);
        assert_true(layout_valid(&l));
        assert_int_equal(layout_set_break(&l, block.start + request.minimum), OK);
    }
}

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

TEST(test_a_block_that_would_go_beyond_the_address_space_is_refused) {
    struct range block = {1, 2};
    const struct mpu_request request = {
        .minimum = 0xFFFFFFF0u, .kernel_bytes = 400, .fixed_start = MPU_ANY_ADDRESS};
    assert_false(mpu_place_block((struct range){0, UINT32_MAX}, &request, &block));
    assert_false(mpu_place_block((struct range){0xFFFFF000u, UINT32_MAX}, &request, &block));
    const struct mpu_request small = {
        .minimum = 32, .kernel_bytes = 400, .fixed_start = MPU_ANY_ADDRESS};
    assert_false(mpu_place_block((struct range){0xFFFFFF00u, UINT32_MAX}, &small, &block));
    assert_false(mpu_place_block((struct range){0x20000000u, 0x20000000u}, &small, &block));
    const struct mpu_request kernel_only = {
        .minimum = 32, .kernel_bytes = UINT32_MAX, .fixed_start = MPU_ANY_ADDRESS};
    assert_false(mpu_place_block((struct range){0x20000000u, 0x20010000u}, &kernel_only, &block));
    assert_int_equal(block.start, 1);
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

TEST(test_a_range_that_is_no_multiple_of_32_bytes_cannot_be_covered) {
    for (uint32_t start = 0x20000000u; start < 0x20000040u; start++) {
        for (uint32_t end = start; end <= 0x20000140u; end++) {
            if (start % 32 != 0 || end % 32 != 0) {
                assert_false(mpu_can_cover((struct range){start, end}));
            }
        }
    }
}

TEST(test_what_can_be_covered_is_covered_exactly) {
    for (uint32_t seed = 1; seed <= 5000; seed++) {
        UNIT_CONTEXT("seed %u", seed);
        struct random r = random_from(seed);
        struct mpu_model model = {0};
        struct reach reach = {.shares = {random_coverable(&r, 0x20000000u, 20)}, .share_count = 1};
        assert_true(mpu_can_cover(reach.shares[0]));
        struct mpu_share share;
        mpu_encode_share(reach.shares[0], 0, &share);
        mpu_model_write(&model, share.region.rbar, share.region.rasr);
        check_everywhere(&model, &reach);
    }
}

TEST(test_an_empty_or_inverted_range_cannot_be_covered) {
    assert_false(mpu_can_cover((struct range){0x20000000u, 0x20000000u}));
    assert_false(mpu_can_cover((struct range){0x20000020u, 0x20000000u}));
    assert_false(mpu_can_cover((struct range){0, 0}));
}

TEST(test_power_of_two_programs_that_lie_at_a_multiple_of_their_size_can_be_covered) {
    for (uint32_t size = 32; size <= 0x40000; size *= 2) {
        assert_true(mpu_can_cover((struct range){size, 2 * size}));
        assert_true(mpu_can_cover((struct range){0x40000, 0x40000 + size}));
    }
}
