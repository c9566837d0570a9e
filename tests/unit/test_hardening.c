/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Bits that flip in what access is granted by (kernel/hardening.h): each one of them, wherever it is looked at
 * next. That nothing is taken for a flip that is none, every other test shows. */
#include "kernel/hardening.h"
#include "kernel/main_loop.h"
#include "kernel/upcall.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"

#include <stddef.h>

#define REACH "What a process may reach is not what the kernel wrote."
#define REGISTERS "The registers of a process are not where it left them."
#define LENT "A buffer is not where the process that lends it has memory."

static struct process *p; /* (a local one would not outlast the halt) */

static void next_system_call(void) {
    (void)command(p, PROBE, 0, 0, 0);
}

static void next_flag(void) {
    (void)yield_no_wait(p, ram_of(p));
}

static void next_run(void) {
    (void)main_loop_choose();
}

static void next_life(void) {
    process_reset_pending();
}

/* The kernel says so, and reads nothing of any process for it. */
static void expect_end(void (*look)(void), const char *why) {
    const struct kernel before = kernel;
    fake_board.halted = false;
    fake_board_forget();
    EXPECT_HALT(look());
    unit_assert_contains(fake_board.console, why);
    assert_null(strstr(fake_board.console, "Restart Count"));
    kernel = before;
}

static void expect_end_for_each_bit(void *words, size_t bytes, void (*look)(void)) {
    uint8_t *byte = words;
    for (size_t bit = 0; bit < 8 * bytes; bit++) {
        byte[bit / 8] = (uint8_t)(byte[bit / 8] ^ 1u << bit % 8);
        expect_end(look, REACH);
        byte[bit / 8] = (uint8_t)(byte[bit / 8] ^ 1u << bit % 8);
    }
}

static void expect_end_for_each_bit_of_all(void (*look)(void)) {
    expect_end_for_each_bit(&p->memory.kernel_break, 3 * sizeof(uint32_t), look);
    expect_end_for_each_bit(&p->regions, sizeof p->regions, look);
    expect_end_for_each_bit(&p->id, sizeof p->id, look);
    expect_end_for_each_bit(&p->flash_start, 4 * sizeof(uint32_t), look);
    expect_end_for_each_bit(&p->permissions, sizeof p->permissions, look);
}

TEST(test_a_bit_that_flips_is_seen_at_the_next_system_call) {
    p = machine_running();
    expect_end_for_each_bit_of_all(next_system_call);
    expect_end_for_each_bit_of_all(next_flag);
    next_system_call();
}

TEST(test_a_bit_that_flips_is_seen_before_the_process_runs_again) {
    p = machine_running();
    expect_end_for_each_bit(&p->memory, sizeof p->memory, next_run);
    expect_end_for_each_bit_of_all(next_run);
    assert_ptr_equal(main_loop_choose(), p);
}

TEST(test_a_bit_that_flips_is_seen_before_the_process_begins_anew) {
    p = machine_running();
    process_restart(p, COMPLETION_FAULTED, 0);
    expect_end_for_each_bit(&p->memory, sizeof p->memory, next_life);
    next_life();
    assert_int_equal(p->state, PROCESS_YIELDED);
}

TEST(test_a_buffer_that_is_not_its_own_is_not_used) {
    p = machine_running();
    (void)allow_rw(p, PROBE, 0, ram_of(p), 16);
    struct grant_slot *slot = grant_slot(p, probe_handle.handle.driver, SLOTS_ALLOW_RW, 0);
    struct slice_rw fine = slice_allowed_rw(probe_handle.handle, p->id, 0);
    assert_int_equal(fine.address, ram_of(p));
    slot->first ^= 0x10000;
    EXPECT_HALT((void)slice_allowed_rw(probe_handle.handle, p->id, 0));
    unit_assert_contains(fake_board.console, LENT);
}

static void next_wake(void) {
    (void)upcall_schedule(probe_handle.handle, p->id, 0, 1, 2, 3);
    (void)main_loop_choose();
}

TEST(test_nothing_is_written_where_the_process_has_no_registers) {
    p = machine_running();
    (void)subscribe(p, PROBE, 0, function_of(p), 0);
    (void)yield_wait(p);
    p->context.psp ^= 0x10000;
    expect_end(next_wake, REGISTERS);
}

TEST(test_a_full_queue_does_not_lead_there_either) {
    p = machine_running();
    (void)subscribe(p, PROBE, 0, function_of(p), 0);
    for (uint32_t i = 0; i < UPCALL_QUEUE_LENGTH; i++) {
        (void)upcall_schedule(probe_handle.handle, p->id, 0, i, 0, 0);
    }
    (void)yield_wait_for(p, PROBE, 1);
    p->context.psp ^= 0x10000;
    EXPECT_HALT((void)upcall_schedule(probe_handle.handle, p->id, 1, 1, 2, 3));
    unit_assert_contains(fake_board.console, REGISTERS);
}
