/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The round-robin scheduler (kernel/schedule_round_robin.c) under the real main loop. */
#include "kernel/scheduler.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/loop.h"
#include "tests/unit/machine.h"

TEST(test_processes_that_never_yield_take_turns) {
    loop_boot(3, LOOP_SPINS, 0);
    loop_run(3);
    assert_string_equal(loop_run(9), "120120120");
}

TEST(test_a_slice_is_ten_milliseconds) {
    loop_boot(2, LOOP_SPINS, 0);
    loop_run(1);
    assert_int_equal(fake_arch.time, 10 * LOOP_MS);
    assert_int_equal(scheduler_slice_cycles(), 10 * LOOP_MS);
}

TEST(test_a_slice_that_runs_out_is_counted_for_its_process_alone) {
    loop_boot(2, LOOP_SPINS, 0);
    loop_change(1, LOOP_YIELDS, LOOP_MS);
    loop_run(6);
    assert_int_equal(machine_process(1)->debug.slice_expirations, 0);
    assert_true(machine_process(0)->debug.slice_expirations >= 4);
}

TEST(test_a_process_that_yields_makes_room_for_the_next) {
    loop_boot(3, LOOP_YIELDS, LOOP_MS);
    const char *trace = loop_run(10);
    assert_int_equal(strlen(trace), 4);
    assert_int_equal(trace[3], 'z');
}

TEST(test_an_interrupted_process_goes_on_with_its_slice) {
    loop_boot(2, LOOP_IS_DISTURBED, 3 * LOOP_MS);
    const char *trace = loop_run(8);
    /* three disturbances at 3, 6 and 9 ms, the end of the slice in the fourth entry */
    assert_memory_equal(trace, trace[0] == '0' ? "00001111" : "11110000", 8);
    assert_int_equal(fake_arch.time, 20 * LOOP_MS);
}

TEST(test_the_slice_of_a_process_that_yields_is_not_given_to_the_next) {
    loop_boot(2, LOOP_SPINS, 0);
    uint32_t yields = (uint32_t)(loop_run(1)[0] == '0');
    loop_change(yields, LOOP_YIELDS, 4 * LOOP_MS);
    uint32_t start = fake_arch.time;
    loop_run(2); /* 4 ms, then a whole slice */
    uint32_t rest = fake_arch.time - start;
    while (machine_process(1 - yields)->debug.slice_expirations < 2) {
        loop_run(1); /* the timer fires early for this slice and is started for the rest */
        rest = fake_arch.time - start;
    }
    assert_int_equal(rest, 14 * LOOP_MS);
}

/* Two that never yield, and 1 and 3, which sleep. */
static void boot_hogs_and_sleepers(void) {
    loop_boot(4, LOOP_YIELDS, LOOP_MS);
    loop_run(10);
    loop_change(0, LOOP_SPINS, 0);
    loop_change(2, LOOP_SPINS, 0);
    loop_wake(0);
    loop_wake(2);
    loop_run(6);
}

TEST(test_who_wakes_while_a_slice_runs_out_waits_for_that_one_only) {
    boot_hogs_and_sleepers();
    const char *trace = loop_run(1);
    bool first_hog = trace[0] == '0';
    loop_wake(1);
    loop_wake(3);
    /* the slice at hand runs out: both go before the other hog, which then has its turn */
    assert_string_equal(loop_run(4), first_hog ? "2130" : "0132");
}

TEST(test_who_goes_before_the_turn_does_not_take_it_away) {
    boot_hogs_and_sleepers();
    unsigned turns[4] = {0};
    for (unsigned i = 0; i < 40; i++) {
        loop_wake(1);
        const char *trace = loop_run(2);
        turns[trace[0] - '0']++;
        turns[trace[1] - '0']++;
    }
    assert_in_range(turns[0], 18, 22);
    assert_in_range(turns[2], 18, 22);
}

TEST(test_who_is_stopped_before_going_early_is_passed_over) {
    boot_hogs_and_sleepers();
    loop_wake(1);
    loop_run(1);
    process_terminate(machine_process(1), COMPLETION_CODE, 0);
    assert_null(strchr(loop_run(4), '1'));
}

TEST(test_the_only_process_goes_on_after_its_slice) {
    loop_boot(1, LOOP_SPINS, 0);
    assert_string_equal(loop_run(4), "0000");
    assert_int_equal(machine_process(0)->debug.slice_expirations, 4);
}

TEST(test_without_a_ready_process_no_timer_runs) {
    loop_boot(2, LOOP_YIELDS, LOOP_MS);
    const char *trace = loop_run(10);
    assert_int_equal(trace[strlen(trace) - 1], 'z');
    assert_false(fake_board.slice_running);
}

TEST(test_a_process_that_ends_in_its_slice_does_not_disturb_the_turns) {
    loop_boot(3, LOOP_SPINS, 0);
    loop_change(1, LOOP_EXITS, LOOP_MS);
    const char *trace = loop_run(9);
    unsigned ones = 0;
    for (const char *at = trace; *at != 0; at++) {
        ones += *at == '1' ? 1 : 0;
    }
    assert_int_equal(ones, 1);
    assert_memory_equal(trace + 5, trace[5] == '0' ? "0202" : "2020", 4);
}

TEST(test_a_process_that_is_stopped_is_passed_over) {
    loop_boot(3, LOOP_SPINS, 0);
    loop_run(3);
    assert_int_equal(process_stop(machine_process(1)), OK);
    const char *trace = loop_run(4);
    assert_null(strchr(trace, '1'));
    assert_int_equal(process_resume(machine_process(1)), OK);
    assert_non_null(strchr(loop_run(3), '1'));
}

TEST(test_a_long_run_is_fair) {
    loop_boot(8, LOOP_SPINS, 0);
    uint32_t entries[8] = {0};
    for (unsigned round = 0; round < 20; round++) {
        for (const char *at = loop_run(40); *at != 0; at++) {
            entries[*at - '0']++;
        }
    }
    for (uint32_t slot = 0; slot < 8; slot++) {
        assert_int_equal(entries[slot], 100);
    }
}

/* The counter has 24 bits here: a slice that begins shortly before it wraps is as long as others. */
TEST(test_a_slice_across_the_wrap_of_the_time_counter_is_as_long_as_any) {
    loop_boot(2, LOOP_SPINS, 0);
    fake_arch.time = FAKE_TIME_MASK - 2 * LOOP_MS;
    uint32_t start = fake_arch.time;
    loop_run(2);
    assert_int_equal(fake_arch.time - start, 20 * LOOP_MS);
    assert_int_equal(machine_process(0)->debug.slice_expirations, 1);
    assert_int_equal(machine_process(1)->debug.slice_expirations, 1);
}
