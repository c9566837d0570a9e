/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The multi-level feedback queue (kernel/schedule_feedback.c) under the real main loop: slices of
 * 10, 20 and 50 ms, and everybody back on top after five seconds. */
#include "kernel/scheduler.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/loop.h"
#include "tests/unit/machine.h"

/* Milliseconds of each of the next entries of `slot`. */
static uint32_t entry_ms(void) {
    uint32_t before = fake_arch.time;
    loop_run(1);
    return (fake_arch.time - before) / LOOP_MS;
}

TEST(test_slices_become_longer_as_a_process_sinks) {
    loop_boot(1, LOOP_SPINS, 0);
    assert_int_equal(entry_ms(), 10);
    assert_int_equal(entry_ms(), 20);
    assert_int_equal(entry_ms(), 50);
    assert_int_equal(entry_ms(), 50);
    assert_int_equal(machine_process(0)->debug.slice_expirations, 4);
}

TEST(test_processes_on_one_level_take_turns) {
    loop_boot(3, LOOP_SPINS, 0);
    const char *trace = loop_run(9);
    for (unsigned level = 0; level < 3; level++) {
        for (char slot = '0'; slot < '3'; slot++) {
            assert_non_null(memchr(trace + 3 * level, slot, 3));
        }
    }
}

TEST(test_all_rise_to_the_top_after_five_seconds) {
    loop_boot(1, LOOP_SPINS, 0);
    uint32_t used = 0;
    while (used < 5000) {
        used += entry_ms();
        assert_in_range(used, 1, 5100);
    }
    assert_int_equal(entry_ms(), 10);
    assert_int_equal(entry_ms(), 20);
    assert_int_equal(entry_ms(), 50);
}

TEST(test_one_that_yields_in_its_slice_stays_on_top) {
    loop_boot(2, LOOP_SPINS, 0);
    loop_change(1, LOOP_YIELDS, 9 * LOOP_MS);
    for (unsigned i = 0; i < 10; i++) {
        loop_run(3);
        if (machine_process(1)->state == PROCESS_YIELDED) {
            loop_wake(1);
        }
    }
    assert_int_equal(machine_process(1)->debug.slice_expirations, 0);
    assert_true(machine_process(0)->debug.slice_expirations > 2);
}

static void wake_1(void) {
    if (machine_process(1)->state == PROCESS_YIELDED) {
        loop_wake(1);
    }
}

TEST(test_one_on_a_higher_level_that_becomes_ready_takes_the_cpu) {
    loop_boot(2, LOOP_YIELDS, LOOP_MS);
    loop_run(5);
    loop_change(0, LOOP_SPINS, LOOP_MS);
    loop_wake(0);
    loop_run(2); /* sinks twice */
    loop_change(0, LOOP_IS_DISTURBED, LOOP_MS);
    loop.disturbance = wake_1;
    assert_string_equal(loop_run(4), "0101");
}

TEST(test_one_on_the_same_level_that_becomes_ready_waits) {
    loop_boot(2, LOOP_YIELDS, LOOP_MS);
    loop_run(5);
    loop_change(0, LOOP_IS_DISTURBED, LOOP_MS);
    loop.disturbance = wake_1;
    loop_wake(0);
    assert_string_equal(loop_run(4), "0000");
}

TEST(test_one_on_a_lower_level_starves_until_all_rise) {
    loop_boot(2, LOOP_YIELDS, LOOP_MS);
    loop_run(5);
    loop_change(0, LOOP_SPINS, LOOP_MS);
    loop_wake(0);
    loop_run(3); /* 10, 20, 50 ms: on the lowest level */
    loop_change(1, LOOP_SPINS, 0);
    loop_wake(1);
    uint32_t used = 80;
    assert_string_equal(loop_run(2), "11"); /* 10 and 20 ms, then both are on the lowest level */
    used += 30;
    assert_string_equal(loop_run(2), "01");
    used += 100;
    while (used < 5000) {
        used += entry_ms();
    }
    assert_int_equal(entry_ms(), 10);
    assert_int_equal(entry_ms(), 10);
    assert_int_equal(entry_ms(), 20);
    assert_int_equal(entry_ms(), 20);
}

TEST(test_a_new_process_in_a_slot_does_not_inherit_the_level_of_the_old_one_for_good) {
    loop_boot(2, LOOP_SPINS, 0);
    loop_run(6);
    loop_change(0, LOOP_EXITS, LOOP_MS);
    loop_run(3);
    assert_int_equal(machine_process(0)->state, PROCESS_TERMINATED);
    loop_change(0, LOOP_SPINS, LOOP_MS);
    assert_int_equal(process_start(machine_process(0)), OK);
    assert_non_null(strchr(loop_run(200 / 5), '0'));
}

TEST(test_without_a_ready_process_the_cpu_sleeps_and_no_timer_runs) {
    loop_boot(2, LOOP_YIELDS, LOOP_MS);
    const char *trace = loop_run(10);
    assert_int_equal(strlen(trace), 3);
    assert_int_equal(trace[2], 'z');
    assert_false(fake_board.slice_running);
}

static void wake_1_for_good(void) {
    loop_change(1, LOOP_SPINS, 0);
    if (machine_process(1)->state == PROCESS_YIELDED) {
        loop_wake(1);
    }
}

TEST(test_a_slice_on_top_is_10_ms_whoever_it_took_the_cpu_from) {
    loop_boot(2, LOOP_YIELDS, LOOP_MS);
    loop_run(5);
    loop_change(0, LOOP_SPINS, LOOP_MS);
    loop_wake(0);
    loop_run(2); /* sinks twice: its slices are 50 ms now */
    loop_change(0, LOOP_IS_DISTURBED, LOOP_MS);
    loop.disturbance = wake_1_for_good;
    loop_run(1);
    uint32_t before = fake_arch.time;
    loop_run(1);
    assert_int_equal((fake_arch.time - before) / LOOP_MS, 10);
}

static void wake_the_other(struct process *p) {
    uint32_t slot = process_id_slot(p->id);
    if (slot < 2 && machine_process(1 - slot)->state == PROCESS_YIELDED) {
        loop_wake(1 - slot);
    }
}

TEST(test_two_that_always_yield_in_time_do_not_starve_one_that_never_does) {
    loop_boot(3, LOOP_YIELDS, 9 * LOOP_MS);
    loop_change(2, LOOP_SPINS, 0);
    loop.entered = wake_the_other;
    unsigned entered = 0;
    uint32_t ms = 0;
    while (ms < 60000) {
        uint32_t before = fake_arch.time;
        entered += strchr(loop_run(1), '2') != NULL ? 1 : 0;
        ms += (fake_arch.time - before) / LOOP_MS;
    }
    assert_in_range(entered, 10, 100); /* after each refresh, every five seconds, until it sinks */
}
