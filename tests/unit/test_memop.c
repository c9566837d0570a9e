/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Memop (ABI 2.8): the break with all that hangs on it, and questions about where things lie. */
#include "tests/unit/machine.h"
#include "tests/unit/model_v7m.h"
#include "tests/unit/probe.h"
#include "tests/unit/random.h"

static uint32_t accessible_end_of(const struct process *p) {
    return mpu_accessible_end((struct range){p->memory.start, p->memory.end}, p->memory.app_break);
}

/* What the unit holds lets the process touch [start, accessible end) and not a byte more. */
static void assert_unit_follows(const struct process *p) {
    struct model_v7m m = {0};
    model_v7m_write(&m, fake_arch.regions.flash.rbar, fake_arch.regions.flash.rasr);
    model_v7m_write(&m, fake_arch.regions.ram_low.rbar, fake_arch.regions.ram_low.rasr);
    model_v7m_write(&m, fake_arch.regions.ram_high.rbar, fake_arch.regions.ram_high.rasr);
    uint32_t end = accessible_end_of(p);
    assert_int_equal(model_v7m_permits(&m, p->memory.start, MODEL_WRITE, MODEL_USER),
                     end > p->memory.start);
    assert_int_equal(model_v7m_permits(&m, end - 1, MODEL_WRITE, MODEL_USER),
                     end > p->memory.start);
    assert_false(model_v7m_permits(&m, end, MODEL_READ, MODEL_USER));
    assert_false(model_v7m_permits(&m, p->memory.start - 1, MODEL_READ, MODEL_USER));
    assert_false(model_v7m_permits(&m, p->memory.kernel_break, MODEL_READ, MODEL_USER));
}

/* ---- brk ---- */

TEST(test_brk_answers_success_without_a_value) {
    struct process *p = machine_running();
    struct call c = memop(p, MEMOP_BRK, p->memory.app_break + 8);
    assert_success(c);
    assert_int_equal(c.action, TRAP_RESUME);
}

TEST(test_brk_moves_the_break_and_the_unit_follows) {
    struct process *p = machine_running();
    const uint32_t breaks[] = {RUNNING_RAM - 8, RUNNING_RAM, 1000, 1001, 600};
    for (uint32_t i = 0; i < COUNT_OF(breaks); i++) {
        struct call c = memop(p, MEMOP_BRK, p->memory.start + breaks[i]);
        assert_success(c);
        assert_int_equal(p->memory.app_break, p->memory.start + breaks[i]);
        assert_unit_follows(p);
        assert_sound(p);
    }
}

TEST(test_brk_zeroes_what_the_process_gains) {
    struct process *p = machine_running();
    uint32_t low = p->memory.start + 1001;
    memset(bytes_at(low), 0xEE, p->memory.app_break - low);
    struct call c = memop(p, MEMOP_BRK, low);
    assert_success(c);
    c = memop(p, MEMOP_BRK, low + 500);
    assert_success(c);
    for (uint32_t at = low; at < low + 500; at++) {
        assert_int_equal(*bytes_at(at), 0);
    }
}

TEST(test_brk_leaves_what_the_process_had) {
    struct process *p = machine_running();
    memset(bytes_at(ram_of(p)), 0xEE, 100);
    struct call c = memop(p, MEMOP_BRK, ram_of(p) + 99);
    assert_success(c);
    c = memop(p, MEMOP_BRK, ram_of(p) + 400);
    assert_success(c);
    assert_int_equal(*bytes_at(ram_of(p) + 98), 0xEE);
    assert_int_equal(*bytes_at(ram_of(p) + 99), 0);
}

TEST(test_nothing_that_another_had_in_ram_can_be_seen_above_the_break) {
    struct process *p = machine_running();
    struct call c = memop(p, MEMOP_BRK, p->memory.start + 513);
    assert_success(c);
    uint32_t top = accessible_end_of(p);
    memset(bytes_at(top), 0xEE, p->memory.kernel_break - top); /* what was there before */
    c = memop(p, MEMOP_BRK, top + 1);
    assert_success(c);
    assert_true(accessible_end_of(p) > top + 1);
    for (uint32_t at = top; at < accessible_end_of(p); at++) {
        assert_int_equal(*bytes_at(at), 0);
    }
}

TEST(test_brk_does_not_zero_beyond_what_the_process_can_touch) {
    struct process *p = machine_running();
    uint32_t end = p->memory.kernel_break;
    memset(bytes_at(p->memory.app_break), 0xEE, end - p->memory.app_break);
    struct call c = memop(p, MEMOP_BRK, p->memory.app_break + 1);
    assert_success(c);
    for (uint32_t at = accessible_end_of(p); at < end; at++) {
        assert_int_equal(*bytes_at(at), 0xEE);
    }
}

TEST(test_a_refused_brk_changes_nothing) {
    struct process *p = machine_running();
    const struct layout before = p->memory;
    unsigned loads = fake_arch.mpu_loads;
    const uint32_t refused[] = {0,          before.start - 1, before.kernel_break + 1,
                                before.end, before.end + 1,   UINT32_MAX};
    for (uint32_t i = 0; i < COUNT_OF(refused); i++) {
        UNIT_CONTEXT("brk(0x%x)", refused[i]);
        struct call c = memop(p, MEMOP_BRK, refused[i]);
        assert_failure(c, ERR_NOMEM);
        assert_memory_equal(&p->memory, &before, sizeof before);
    }
    assert_int_equal(fake_arch.mpu_loads, loads);
}

TEST(test_brk_may_not_reach_the_grants) {
    struct process *p = machine_running();
    allow_rw(p, PROBE, 0, 0, 0);
    uint32_t grants = p->memory.kernel_break;
    struct call c = memop(p, MEMOP_BRK, grants + 1);
    assert_failure(c, ERR_NOMEM);
    while (memop(p, MEMOP_SBRK, 1).r[0] == 129) {
    }
    assert_true(accessible_end_of(p) <= grants);
    assert_sound(p);
    assert_unit_follows(p);
}

TEST(test_brk_below_an_allowed_buffer_is_refused) {
    struct process *p = machine_running();
    allow_rw(p, PROBE, 0, ram_of(p), 77);
    struct call c = memop(p, MEMOP_BRK, ram_of(p) + 76);
    assert_failure(c, ERR_NOMEM);
    c = memop(p, MEMOP_BRK, ram_of(p) + 77);
    assert_success(c);
}

/* ABI 1.4, stack sanity: the result is written over the frame, which must still be the process's. */
TEST(test_brk_below_the_frame_is_a_fault_of_the_process) {
    struct process *p = machine_running();
    uint32_t frame = p->context.psp;
    struct call c = memop(p, MEMOP_BRK, frame + 16);
    assert_success(c);
    c = memop(p, MEMOP_BRK, frame + 15);
    assert_int_equal(c.action, TRAP_LEAVE);
    assert_int_equal(p->state, PROCESS_FAULTED);
    assert_int_equal(p->cause, FAULT_STACK_POINTER);
}

TEST(test_no_result_is_written_where_the_process_can_no_more_have_one) {
    struct process *p = machine_running();
    struct call c = memop(p, MEMOP_BRK, p->context.psp);
    assert_int_equal(c.r[0], MEMOP_BRK);
    assert_int_equal(c.r[1], c.passed[1]);
    assert_int_equal(p->state, PROCESS_FAULTED);
}

/* ABI D34 */
TEST(test_brk_to_the_start_of_memory_is_refused_or_leaves_nothing) {
    struct process *p = machine_running();
    struct call c = memop(p, MEMOP_BRK, p->memory.start);
    if (c.action == TRAP_RESUME) {
        assert_failure(c, ERR_NOMEM);
    } else {
        assert_int_equal(p->state, PROCESS_FAULTED);
        assert_int_equal(accessible_end_of(p), p->memory.start);
    }
}

/* ABI 9.2: crt0 makes its first call with its stack at the very top of the initial 32 bytes. */
TEST(test_brk_works_with_the_frame_at_the_end_of_the_initial_memory) {
    machine_add(RUNNING_APP("first call"));
    machine_boot();
    struct process *p = machine_process(0);
    machine_start(p);
    assert_int_equal(p->context.psp, p->memory.start);
    assert_int_equal(p->memory.app_break, p->memory.start + 32);
    struct call c = memop(p, MEMOP_BRK, p->memory.start + 1024);
    assert_success(c);
}

/* ---- sbrk ---- */

TEST(test_sbrk_answers_the_old_break) {
    struct process *p = machine_running();
    uint32_t old = p->memory.app_break;
    struct call c = memop(p, MEMOP_SBRK, 24);
    assert_success_u32(c, old);
    c = memop(p, MEMOP_SBRK, (uint32_t)-100);
    assert_success_u32(c, old + 24);
    c = memop(p, MEMOP_SBRK, 0);
    assert_success_u32(c, old - 76);
}

TEST(test_sbrk_zeroes_what_the_process_gains) {
    struct process *p = machine_running();
    uint32_t old = p->memory.app_break;
    memset(bytes_at(old - 100), 0xEE, 200);
    memop(p, MEMOP_SBRK, (uint32_t)-100);
    memop(p, MEMOP_SBRK, 150);
    for (uint32_t at = old - 100; at < old + 50; at++) {
        assert_int_equal(*bytes_at(at), 0);
    }
}

TEST(test_sbrk_that_wraps_or_goes_too_far_is_refused) {
    struct process *p = machine_running();
    const struct layout before = p->memory;
    const uint32_t refused[] = {0x7FFFFFFFu, 0x80000000u, before.end - before.app_break,
                                (uint32_t) - (int32_t)(RUNNING_RAM + 1),
                                before.kernel_break - before.app_break + 1};
    for (uint32_t i = 0; i < COUNT_OF(refused); i++) {
        UNIT_CONTEXT("sbrk(0x%x)", refused[i]);
        struct call c = memop(p, MEMOP_SBRK, refused[i]);
        assert_failure(c, ERR_NOMEM);
        assert_memory_equal(&p->memory, &before, sizeof before);
    }
}

/* ---- Questions ---- */

TEST(test_memop_tells_where_ram_and_flash_lie) {
    struct process *p = machine_running();
    struct call c = memop(p, MEMOP_RAM_START, 0);
    assert_success_u32(c, p->memory.start);
    c = memop(p, MEMOP_RAM_END, 0);
    assert_success_u32(c, p->memory.end);
    c = memop(p, MEMOP_FLASH_START, 0);
    assert_success_u32(c, FLASH_START);
    c = memop(p, MEMOP_FLASH_END, 0);
    assert_success_u32(c, FLASH_START + APP_FLASH);
    c = memop(p, MEMOP_GRANT_START, 0);
    assert_success_u32(c, p->memory.kernel_break);
}

TEST(test_ram_ends_where_the_whole_block_ends) {
    struct process *p = machine_running();
    struct call c = memop(p, MEMOP_RAM_END, 0);
    assert_true(c.r[1] > p->memory.kernel_break);
    assert_int_equal((c.r[1] - p->memory.start) & (c.r[1] - p->memory.start - 1), 0);
}

TEST(test_the_lowest_grant_moves_down_as_grants_are_allocated) {
    struct process *p = machine_running();
    uint32_t before = memop(p, MEMOP_GRANT_START, 0).r[1];
    allow_rw(p, PROBE, 0, 0, 0);
    uint32_t after = memop(p, MEMOP_GRANT_START, 0).r[1];
    assert_true(after < before);
    assert_true(after >= p->memory.app_break);
}

static const uint32_t regions[] = {0x100, 0x40, 0x200, 0, 0x300, 0x80};

TEST(test_memop_lists_the_writeable_flash_regions) {
    machine_add(&(const struct app){
        .name = "w", .minimum_ram = RUNNING_RAM, .writeable = regions, .writeable_count = 3});
    machine_boot();
    struct process *p = machine_process(0);
    machine_settle(p);
    struct call c = memop(p, MEMOP_WRITEABLE_FLASH_COUNT, 0);
    assert_success_u32(c, 3);
    c = memop(p, MEMOP_WRITEABLE_FLASH_START, 0);
    assert_success_u32(c, FLASH_START + 0x100);
    c = memop(p, MEMOP_WRITEABLE_FLASH_END, 0);
    assert_success_u32(c, FLASH_START + 0x140);
    c = memop(p, MEMOP_WRITEABLE_FLASH_START, 2);
    assert_success_u32(c, FLASH_START + 0x300);
    c = memop(p, MEMOP_WRITEABLE_FLASH_END, 2);
    assert_success_u32(c, FLASH_START + 0x380);
}

TEST(test_a_writeable_flash_region_that_is_missing_or_empty_fails) {
    machine_add(&(const struct app){
        .name = "w", .minimum_ram = RUNNING_RAM, .writeable = regions, .writeable_count = 3});
    machine_boot();
    struct process *p = machine_process(0);
    machine_settle(p);
    const uint32_t missing[] = {1, 3, 4, UINT32_MAX};
    for (uint32_t i = 0; i < COUNT_OF(missing); i++) {
        struct call c = memop(p, MEMOP_WRITEABLE_FLASH_START, missing[i]);
        assert_failure(c, ERR_FAIL);
        c = memop(p, MEMOP_WRITEABLE_FLASH_END, missing[i]);
        assert_failure(c, ERR_FAIL);
    }
}

TEST(test_an_app_without_writeable_regions_has_none) {
    struct process *p = machine_running();
    struct call c = memop(p, MEMOP_WRITEABLE_FLASH_COUNT, 0);
    assert_success_u32(c, 0);
    c = memop(p, MEMOP_WRITEABLE_FLASH_START, 0);
    assert_failure(c, ERR_FAIL);
}

/* ---- Hints ---- */

TEST(test_hints_always_succeed_and_are_kept_if_they_lie_in_the_block) {
    struct process *p = machine_running();
    const uint32_t addresses[] = {
        p->memory.start, p->memory.end - 1, p->memory.start - 1, p->memory.end, 0, UINT32_MAX};
    for (uint32_t i = 0; i < COUNT_OF(addresses); i++) {
        struct call c = memop(p, MEMOP_DEBUG_STACK_TOP, addresses[i]);
        assert_success(c);
        c = memop(p, MEMOP_DEBUG_HEAP_START, addresses[i]);
        assert_success(c);
        uint32_t kept = addresses[i < 2 ? i : 1];
        assert_int_equal(p->debug.stack_top, kept);
        assert_int_equal(p->debug.heap_start, kept);
    }
}

TEST(test_operations_that_do_not_exist_are_not_supported) {
    struct process *p = machine_running();
    const uint32_t operations[] = {12, 13, 255, 256, 0x10000, UINT32_MAX};
    for (uint32_t i = 0; i < COUNT_OF(operations); i++) {
        struct call c = memop(p, operations[i], 0);
        assert_failure(c, ERR_NOSUPPORT);
        assert_int_equal(c.action, TRAP_RESUME);
    }
}

/* ---- Random ---- */

static void random_memop(struct process *p, struct random *r) {
    uint32_t near[] = {p->memory.start, p->memory.app_break, p->memory.kernel_break, p->memory.end,
                       ram_of(p)};
    uint32_t address = near[random_below(r, COUNT_OF(near))] + random_skewed(r) - 64;
    switch (random_below(r, 4)) {
    case 0:
        memop(p, MEMOP_BRK, random_one_in(r, 2) ? address : ram_of(p) + random_below(r, 1500));
        break;
    case 1:
        memop(p, MEMOP_SBRK, random_one_in(r, 2) ? random_word(r) : random_below(r, 600) - 300);
        break;
    case 2:
        allow_rw(p, PROBE, random_below(r, 3), address, random_below(r, 300));
        break;
    default:
        subscribe(p, random_one_in(r, 2) ? PROBE : SECOND, 0, 0, 0);
        break;
    }
}

TEST(test_after_any_calls_the_unit_separates_process_and_grants) {
    struct process *p = machine_running();
    for (uint32_t seed = 1; seed <= 400; seed++) {
        struct random r = random_from(seed);
        for (uint32_t step = 0; step < 40; step++) {
            UNIT_CONTEXT("seed %u, step %u", seed, step);
            random_memop(p, &r);
            if (p->state != PROCESS_RUNNING) {
                break;
            }
            assert_sound(p);
            assert_unit_follows(p);
        }
        process_restart(p, COMPLETION_CODE, 0);
        machine_turn();
        machine_settle(p);
    }
}
