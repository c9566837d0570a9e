/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Layouts of process memory (kernel/process_memory.h; ABI 2.8, 3.2 to 3.6): each edge of each rule,
 * then thousands of random walks against sums of 64 bits, which cannot wrap. */
#include "arch/mpu.h"
#include "kernel/process_memory.h"
#include "tests/unit/random.h"
#include "tests/unit/unit.h"

#define START 0x20004000u
#define SIZE 0x2000u
#define STEP (SIZE / 16)
#define END (START + SIZE)
#define KERNEL_BYTES 0x208u

static const struct range block = {START, END};
static const struct range program = {0x00010080u, 0x00012000u};

static struct layout layout_at(uint32_t app_break) {
    struct layout l = layout_initial(block, app_break - START, KERNEL_BYTES);
    assert_true(layout_valid(&l));
    return l;
}

static void assert_same(const struct layout *a, const struct layout *b) {
    assert_memory_equal(a, b, sizeof *a);
}

/* ---- Initial layout ---- */

TEST(test_initial_layout_gives_the_process_its_minimum) {
    struct layout l = layout_initial(block, 32, KERNEL_BYTES);
    assert_int_equal(l.start, START);
    assert_int_equal(l.app_break, START + 32);
    assert_int_equal(l.end, END);
    assert_true(layout_valid(&l));
}

TEST(test_initial_layout_gives_the_kernel_the_end_of_the_block) {
    assert_int_equal(layout_at(START + 32).kernel_break, END - KERNEL_BYTES);
}

TEST(test_initial_high_water_mark_is_the_start_of_memory) {
    assert_int_equal(layout_at(START + 32).high_water, START);
}

/* ---- layout_valid ---- */

TEST(test_a_layout_whose_parts_are_out_of_order_is_not_valid) {
    const struct layout good = layout_at(START + 0x100);
    struct layout l = good;
    l.app_break = START - 1;
    assert_false(layout_valid(&l));
    l = good;
    l.app_break = l.kernel_break + 1;
    assert_false(layout_valid(&l));
    l = good;
    l.kernel_break = END + 1;
    assert_false(layout_valid(&l));
    l = good;
    l.high_water = START - 1;
    assert_false(layout_valid(&l));
    l = good;
    l.high_water = l.app_break + 1;
    assert_false(layout_valid(&l));
}

TEST(test_a_layout_whose_accessible_part_reaches_the_grants_is_not_valid) {
    struct layout l = layout_at(START + 0x100);
    l.kernel_break = START + STEP; /* the unit rounds 0x100 up to STEP */
    assert_true(layout_valid(&l));
    l.kernel_break = START + STEP - 8;
    assert_false(layout_valid(&l));
}

/* ---- brk ---- */

TEST(test_brk_moves_the_break_up_and_down) {
    struct layout l = layout_at(START + 32);
    assert_int_equal(layout_set_break(&l, START + 0x1000), OK);
    assert_int_equal(l.app_break, START + 0x1000);
    assert_int_equal(layout_set_break(&l, START + 0x21), OK);
    assert_int_equal(l.app_break, START + 0x21);
}

TEST(test_brk_to_where_it_is_is_accepted) {
    struct layout l = layout_at(START + 0x123);
    const struct layout before = l;
    assert_int_equal(layout_set_break(&l, START + 0x123), OK);
    assert_same(&l, &before);
}

TEST(test_brk_below_the_high_water_mark_is_refused) {
    struct layout l = layout_at(START + 0x800);
    layout_note_allowed(&l, START + 0x100, 0x55);
    const struct layout before = l;
    assert_int_equal(layout_set_break(&l, START + 0x154), ERR_NOMEM);
    assert_same(&l, &before);
    assert_int_equal(layout_set_break(&l, START + 0x155), OK);
}

TEST(test_brk_below_the_start_of_memory_is_refused) {
    struct layout l = layout_at(START + 0x100);
    const struct layout before = l;
    assert_int_equal(layout_set_break(&l, START - 1), ERR_NOMEM);
    assert_int_equal(layout_set_break(&l, 0), ERR_NOMEM);
    assert_same(&l, &before);
}

TEST(test_brk_above_the_kernels_break_is_refused) {
    struct layout l = layout_at(START + 0x100);
    const struct layout before = l;
    const uint32_t tries[] = {END - KERNEL_BYTES + 1, END - 1, END, END + 1, UINT32_MAX};
    for (uint32_t i = 0; i < COUNT_OF(tries); i++) {
        assert_int_equal(layout_set_break(&l, tries[i]), ERR_NOMEM);
        assert_same(&l, &before);
    }
}

/* The kernel's break at END - 0x208 lies inside the step that ends at END - 0x200. */
TEST(test_brk_is_refused_where_the_unit_cannot_keep_the_grants_apart) {
    struct layout l = layout_at(START + 0x100);
    uint32_t last = (END - KERNEL_BYTES - START) / STEP * STEP + START;
    const struct layout before = l;
    assert_int_equal(layout_set_break(&l, last + 1), ERR_NOMEM);
    assert_same(&l, &before);
    assert_int_equal(layout_set_break(&l, last), OK);
    assert_true(layout_valid(&l));
}

TEST(test_brk_to_the_start_of_memory_leaves_nothing_accessible) {
    struct layout l = layout_at(START + 0x100);
    assert_int_equal(layout_set_break(&l, START), OK);
    assert_int_equal(mpu_accessible_end(block, l.app_break), START);
}

/* ---- sbrk ---- */

TEST(test_sbrk_of_zero_changes_nothing) {
    struct layout l = layout_at(START + 0x101);
    const struct layout before = l;
    assert_int_equal(layout_move_break(&l, 0), OK);
    assert_same(&l, &before);
}

TEST(test_sbrk_grows) {
    struct layout l = layout_at(START + 0x100);
    assert_int_equal(layout_move_break(&l, 0x31), OK);
    assert_int_equal(l.app_break, START + 0x131);
}

TEST(test_sbrk_shrinks_by_a_negative_increment) {
    struct layout l = layout_at(START + 0x100);
    assert_int_equal(layout_move_break(&l, (uint32_t)-0x31), OK);
    assert_int_equal(l.app_break, START + 0xCF);
}

TEST(test_sbrk_that_wraps_upwards_is_refused) {
    struct layout l = layout_at(START + 0x100);
    const struct layout before = l;
    assert_int_equal(layout_move_break(&l, 0x7FFFFFFFu), ERR_NOMEM);
    assert_same(&l, &before);

    struct layout high = {.start = 0xF0000000u,
                          .app_break = 0xF0000100u,
                          .kernel_break = 0xF0001E00u,
                          .end = 0xF0002000u,
                          .high_water = 0xF0000000u};
    const struct layout high_before = high;
    assert_true(layout_valid(&high));
    assert_int_equal(layout_move_break(&high, 0x10000200u), ERR_NOMEM); /* would be 0x300 */
    assert_same(&high, &high_before);
}

TEST(test_sbrk_that_wraps_downwards_is_refused) {
    struct layout l = layout_at(START + 0x100);
    const struct layout before = l;
    assert_int_equal(layout_move_break(&l, 0x80000000u), ERR_NOMEM); /* START is less than that */
    assert_int_equal(layout_move_break(&l, (uint32_t) - (int32_t)(START + 0x101)), ERR_NOMEM);
    assert_same(&l, &before);
}

TEST(test_sbrk_below_the_high_water_mark_is_refused) {
    struct layout l = layout_at(START + 0x100);
    layout_note_allowed(&l, START, 0xF0);
    assert_int_equal(layout_move_break(&l, (uint32_t)-0x11), ERR_NOMEM);
    assert_int_equal(layout_move_break(&l, (uint32_t)-0x10), OK);
}

/* ---- The kernel takes and gives back ---- */

TEST(test_the_kernel_takes_from_below_its_break) {
    struct layout l = layout_at(START + 0x100);
    uint32_t address = 0;
    assert_int_equal(layout_take_for_kernel(&l, 0x40, &address), OK);
    assert_int_equal(address, END - KERNEL_BYTES - 0x40);
    assert_int_equal(l.kernel_break, address);
}

TEST(test_what_the_kernel_takes_is_aligned_to_eight_bytes) {
    struct layout l = layout_at(START + 0x100);
    for (uint32_t size = 0; size <= 17; size++) {
        uint32_t before = l.kernel_break;
        uint32_t address = 1;
        assert_int_equal(layout_take_for_kernel(&l, size, &address), OK);
        assert_int_equal(address % 8, 0);
        assert_true(address + size <= before);
        assert_true(before - address < size + 8);
    }
}

TEST(test_the_kernel_takes_up_to_the_accessible_end_and_no_further) {
    struct layout l = layout_at(START + STEP - 1); /* accessible up to START + STEP */
    uint32_t room = END - KERNEL_BYTES - (START + STEP);
    uint32_t address = 0xAAAAAAAAu;
    const struct layout before = l;
    assert_int_equal(layout_take_for_kernel(&l, room + 1, &address), ERR_NOMEM);
    assert_int_equal(address, 0xAAAAAAAAu);
    assert_same(&l, &before);
    assert_int_equal(layout_take_for_kernel(&l, room, &address), OK);
    assert_int_equal(address, START + STEP);
    assert_int_equal(layout_take_for_kernel(&l, 1, &address), ERR_NOMEM);
    assert_true(layout_valid(&l));
}

TEST(test_the_kernel_cannot_take_more_than_there_is_in_an_address_space) {
    struct layout l = layout_at(START + 0x100);
    const struct layout before = l;
    uint32_t address;
    const uint32_t sizes[] = {SIZE,       END,         UINT32_MAX - 7,
                              UINT32_MAX, 0x80000000u, START + SIZE - KERNEL_BYTES + 1};
    for (uint32_t i = 0; i < COUNT_OF(sizes); i++) {
        assert_int_equal(layout_take_for_kernel(&l, sizes[i], &address), ERR_NOMEM);
        assert_same(&l, &before);
    }
}

TEST(test_a_process_that_shrinks_makes_room_for_the_kernel) {
    struct layout l = layout_at(START + 32);
    uint32_t address;
    assert_int_equal(layout_set_break(&l, START + 14 * STEP), OK);
    assert_int_equal(layout_take_for_kernel(&l, 3 * STEP, &address), ERR_NOMEM);
    assert_int_equal(layout_set_break(&l, START + 11 * STEP), OK);
    assert_int_equal(layout_take_for_kernel(&l, 3 * STEP, &address), OK);
}

TEST(test_what_the_kernel_took_last_goes_back) {
    struct layout l = layout_at(START + 0x100);
    const struct layout before = l;
    const uint32_t sizes[] = {1, 7, 8, 9, 100, 0};
    uint32_t address;
    for (uint32_t i = 0; i < COUNT_OF(sizes); i++) {
        assert_int_equal(layout_take_for_kernel(&l, sizes[i], &address), OK);
    }
    for (uint32_t i = COUNT_OF(sizes); i > 0; i--) {
        layout_return_from_kernel(&l, sizes[i - 1]);
        assert_true(layout_valid(&l));
    }
    assert_same(&l, &before);
}

/* ---- Buffers ---- */

TEST(test_a_buffer_of_no_length_is_allowed_anywhere) {
    const struct layout l = layout_at(START + 0x100);
    const uint32_t anywhere[] = {0, 1, START - 1, START + 0x101, END, 0xE000E000u, UINT32_MAX};
    for (uint32_t i = 0; i < COUNT_OF(anywhere); i++) {
        assert_true(layout_allows_read_write(&l, anywhere[i], 0));
        assert_true(layout_allows_read_only(&l, program, anywhere[i], 0));
    }
}

TEST(test_a_read_write_buffer_may_be_all_of_the_processes_ram) {
    const struct layout l = layout_at(START + 0x100);
    assert_true(layout_allows_read_write(&l, START, 0x100));
    assert_true(layout_allows_read_write(&l, START, 1));
    assert_true(layout_allows_read_write(&l, START + 0xFF, 1));
}

TEST(test_a_read_write_buffer_may_not_begin_below_memory_nor_end_above_the_break) {
    const struct layout l = layout_at(START + 0x100);
    assert_false(layout_allows_read_write(&l, START - 1, 1));
    assert_false(layout_allows_read_write(&l, START - 1, 2));
    assert_false(layout_allows_read_write(&l, START, 0x101));
    assert_false(layout_allows_read_write(&l, START + 0xFF, 2));
    assert_false(layout_allows_read_write(&l, START + 0x100, 1));
    assert_false(layout_allows_read_write(&l, START + 0x101, 1));
}

TEST(test_the_slack_above_the_break_is_not_the_processes_to_share) {
    const struct layout l = layout_at(START + 0x21); /* the unit lets it touch more */
    assert_true(mpu_accessible_end(block, l.app_break) > l.app_break);
    assert_false(layout_allows_read_write(&l, START + 0x20, 2));
    assert_false(layout_allows_read_write(&l, START + 0x21, 1));
}

TEST(test_grants_and_control_block_are_not_the_processes_to_share) {
    const struct layout l = layout_at(START + 0x100);
    assert_false(layout_allows_read_write(&l, END - KERNEL_BYTES, 1));
    assert_false(layout_allows_read_only(&l, program, END - 4, 4));
    assert_false(layout_allows_read_write(&l, START, SIZE));
}

TEST(test_a_buffer_that_wraps_around_the_address_space_is_refused) {
    const struct layout l = layout_at(START + 0x100);
    assert_false(layout_allows_read_write(&l, START + 0x10, UINT32_MAX));
    assert_false(layout_allows_read_write(&l, START + 0x10, (uint32_t)-0x10));
    assert_false(layout_allows_read_write(&l, START, (uint32_t)-START + 8));
    assert_false(layout_allows_read_write(&l, UINT32_MAX, 1));
    assert_false(layout_allows_read_write(&l, UINT32_MAX, UINT32_MAX));
    assert_false(layout_allows_read_only(&l, program, program.start, UINT32_MAX));
    assert_false(layout_allows_read_only(&l, program, program.end, (uint32_t)-1));
}

TEST(test_a_read_write_buffer_may_not_lie_in_flash) {
    const struct layout l = layout_at(START + 0x100);
    assert_false(layout_allows_read_write(&l, program.start, 4));
}

TEST(test_a_read_only_buffer_may_lie_in_ram_or_in_the_program) {
    const struct layout l = layout_at(START + 0x100);
    assert_true(layout_allows_read_only(&l, program, START, 0x100));
    assert_true(layout_allows_read_only(&l, program, program.start, program.end - program.start));
    assert_true(layout_allows_read_only(&l, program, program.end - 1, 1));
}

TEST(test_a_read_only_buffer_may_not_touch_the_protected_region) {
    const struct layout l = layout_at(START + 0x100);
    assert_false(layout_allows_read_only(&l, program, program.start - 1, 1));
    assert_false(layout_allows_read_only(&l, program, program.start - 1, 2));
    assert_false(layout_allows_read_only(&l, program, program.end - 1, 2));
    assert_false(layout_allows_read_only(&l, program, program.end, 1));
}

TEST(test_a_read_only_buffer_may_not_reach_from_flash_into_ram) {
    const struct layout l = layout_at(START + 0x100);
    const struct range adjacent = {START - 0x100, START};
    assert_true(layout_allows_read_only(&l, adjacent, START - 1, 1));
    assert_false(layout_allows_read_only(&l, adjacent, START - 1, 2));
}

/* ---- Upcall pointers ---- */

TEST(test_the_null_upcall_is_always_allowed) {
    const struct layout l = layout_at(START + 32);
    assert_true(layout_allows_upcall(&l, program, 0));
}

TEST(test_an_upcall_needs_its_four_bytes_in_the_program) {
    const struct layout l = layout_at(START + 0x100);
    assert_true(layout_allows_upcall(&l, program, program.start));
    assert_true(layout_allows_upcall(&l, program, program.start + 1)); /* the Thumb bit */
    assert_true(layout_allows_upcall(&l, program, program.end - 4));
    assert_false(layout_allows_upcall(&l, program, program.end - 3));
    assert_false(layout_allows_upcall(&l, program, program.end));
    assert_false(layout_allows_upcall(&l, program, program.start - 1));
    assert_false(layout_allows_upcall(&l, program, 1));
    assert_false(layout_allows_upcall(&l, program, UINT32_MAX));
    assert_false(layout_allows_upcall(&l, program, UINT32_MAX - 2));
}

TEST(test_an_upcall_may_point_into_the_processes_ram) {
    const struct layout l = layout_at(START + 0x100);
    assert_true(layout_allows_upcall(&l, program, START));
    assert_true(layout_allows_upcall(&l, program, START + 0xFC));
    assert_false(layout_allows_upcall(&l, program, START + 0xFD));
    assert_false(layout_allows_upcall(&l, program, START - 1));
    assert_false(layout_allows_upcall(&l, program, END - 4));
}

/* ---- High-water mark ---- */

TEST(test_the_high_water_mark_is_the_highest_end_of_a_buffer_ever_allowed) {
    struct layout l = layout_at(START + 0x100);
    layout_note_allowed(&l, START + 0x10, 0x20);
    assert_int_equal(l.high_water, START + 0x30);
    layout_note_allowed(&l, START, 0x10);
    assert_int_equal(l.high_water, START + 0x30);
    layout_note_allowed(&l, START, 0x100);
    assert_int_equal(l.high_water, START + 0x100);
    assert_true(layout_valid(&l));
}

TEST(test_buffers_in_flash_and_of_no_length_leave_the_high_water_mark) {
    struct layout l = layout_at(START + 0x100);
    layout_note_allowed(&l, START + 0x80, 0);
    layout_note_allowed(&l, UINT32_MAX, 0);
    layout_note_allowed(&l, program.start, 0x100);
    assert_int_equal(l.high_water, START);
}

/* ---- Random walks ---- */

struct walk {
    struct random random;
    struct layout layout;
    uint32_t taken[64]; /* sizes that the kernel took, to give back in reverse */
    uint32_t taken_count;
};

static uint64_t accessible_end(const struct layout *l, uint64_t app_break) {
    uint64_t step = (l->end - l->start) / 16;
    return l->start + (app_break - l->start + step - 1) / step * step;
}

/* An address that is likely to be near an end of something. */
static uint32_t interesting(struct walk *w) {
    const struct layout *l = &w->layout;
    const uint32_t ends[] = {
        l->start,      l->app_break,  l->kernel_break,
        l->end,        l->high_water, 0,
        program.start, program.end,   (uint32_t)accessible_end(l, l->app_break)};
    uint32_t near = ends[random_below(&w->random, COUNT_OF(ends))];
    switch (random_below(&w->random, 4)) {
    case 0:
        return near + random_below(&w->random, 17) - 8;
    case 1:
        return l->start + random_below(&w->random, l->end - l->start + 1);
    case 2:
        return near + random_skewed(&w->random);
    default:
        return near;
    }
}

static void begin_walk(struct walk *w, uint64_t seed) {
    *w = (struct walk){.random = random_from(seed)};
    uint32_t size = 512u << random_below(&w->random, 8);
    uint32_t start = random_below(&w->random, 0x60000000u / size) * size + size;
    uint32_t kernel_bytes = random_between(&w->random, 1, size / 32) * 8;
    w->layout = layout_initial((struct range){start, start + size}, 32, kernel_bytes);
    assert_true(layout_valid(&w->layout));
}

static void step_set_break(struct walk *w) {
    const struct layout before = w->layout;
    uint32_t to = interesting(w);
    bool allowed = to >= before.high_water && to <= before.kernel_break &&
                   accessible_end(&before, to) <= before.kernel_break;
    enum errorcode error = layout_set_break(&w->layout, to);
    struct layout expected = before;
    expected.app_break = allowed ? to : before.app_break;
    assert_int_equal(error, allowed ? OK : ERR_NOMEM);
    assert_same(&w->layout, &expected);
}

static void step_move_break(struct walk *w) {
    const struct layout before = w->layout;
    uint32_t increment = random_one_in(&w->random, 2) ? random_skewed(&w->random)
                                                      : interesting(w) - before.app_break;
    int64_t to = (int64_t)before.app_break + (int32_t)increment;
    bool allowed = to >= before.high_water && to <= before.kernel_break &&
                   accessible_end(&before, (uint64_t)to) <= before.kernel_break;
    enum errorcode error = layout_move_break(&w->layout, increment);
    struct layout expected = before;
    expected.app_break = allowed ? (uint32_t)to : before.app_break;
    assert_int_equal(error, allowed ? OK : ERR_NOMEM);
    assert_same(&w->layout, &expected);
}

static void step_take(struct walk *w) {
    const struct layout before = w->layout;
    uint32_t size =
        random_one_in(&w->random, 8) ? random_word(&w->random) : random_below(&w->random, 200);
    int64_t lowest = ((int64_t)before.kernel_break - size) & ~(int64_t)7;
    bool fits = lowest >= (int64_t)accessible_end(&before, before.app_break);
    uint32_t address = 3;
    if (w->taken_count == COUNT_OF(w->taken)) {
        return;
    }
    enum errorcode error = layout_take_for_kernel(&w->layout, size, &address);
    struct layout expected = before;
    expected.kernel_break = fits ? (uint32_t)lowest : before.kernel_break;
    assert_int_equal(error, fits ? OK : ERR_NOMEM);
    assert_int_equal(address, fits ? (uint32_t)lowest : 3);
    assert_same(&w->layout, &expected);
    if (fits) {
        w->taken[w->taken_count++] = size;
    }
}

static void step_give_back(struct walk *w) {
    if (w->taken_count > 0) {
        struct layout expected = w->layout;
        uint32_t size = w->taken[--w->taken_count];
        expected.kernel_break += (size + 7) / 8 * 8;
        layout_return_from_kernel(&w->layout, size);
        assert_same(&w->layout, &expected);
    }
}

static bool contained(uint64_t start, uint64_t end, uint64_t address, uint64_t length) {
    return address >= start && address + length <= end;
}

static void step_ask(struct walk *w) {
    const struct layout *l = &w->layout;
    uint32_t address = interesting(w);
    uint32_t length =
        random_one_in(&w->random, 2) ? interesting(w) - address : random_skewed(&w->random);
    bool in_ram = contained(l->start, l->app_break, address, length);
    bool in_flash = contained(program.start, program.end, address, length);
    assert_int_equal(layout_allows_read_write(l, address, length), length == 0 || in_ram);
    assert_int_equal(layout_allows_read_only(l, program, address, length),
                     length == 0 || in_ram || in_flash);
    assert_int_equal(layout_allows_upcall(l, program, address),
                     address == 0 || contained(l->start, l->app_break, address, 4) ||
                         contained(program.start, program.end, address, 4));
    struct layout expected = *l;
    if (length != 0 && in_ram && address + length > l->high_water) {
        expected.high_water = address + length;
    }
    if (in_ram || random_one_in(&w->random, 4)) {
        layout_note_allowed(&w->layout, address, length);
        if (!in_ram) {
            expected = *l;
        }
        assert_same(&w->layout, &expected);
    }
}

TEST(test_random_walks_follow_the_rules_and_stay_valid) {
    static void (*const steps[])(struct walk *) = {step_set_break, step_move_break, step_take,
                                                   step_give_back, step_ask};
    for (uint32_t seed = 1; seed <= 4000; seed++) {
        struct walk w;
        begin_walk(&w, seed);
        for (uint32_t step = 0; step < 60; step++) {
            UNIT_CONTEXT("seed %u, step %u", seed, step);
            steps[random_below(&w.random, COUNT_OF(steps))](&w);
            assert_true(layout_valid(&w.layout));
        }
    }
}
