/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The cooperative scheduler (kernel/schedule_cooperative.c) under the real main loop. */
#include "kernel/scheduler.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/loop.h"
#include "tests/unit/machine.h"

TEST(test_a_process_that_never_yields_keeps_the_cpu) {
    loop_boot(2, LOOP_SPINS, 0);
    const char *trace = loop_run(10);
    assert_int_equal(trace[1], '!');
}

TEST(test_no_slice_timer_is_ever_started) {
    loop_boot(3, LOOP_YIELDS, 100 * LOOP_MS);
    loop_run(10);
    assert_int_equal(fake_board.slice_starts, 0);
    assert_int_equal(scheduler_slice_cycles(), 0);
}

TEST(test_processes_take_turns_when_they_yield) {
    loop_boot(3, LOOP_YIELDS, LOOP_MS);
    const char *trace = loop_run(10);
    assert_int_equal(strlen(trace), 4);
    assert_non_null(strchr(trace, '0'));
    assert_non_null(strchr(trace, '1'));
    assert_non_null(strchr(trace, '2'));
    assert_int_equal(trace[3], 'z');
}

TEST(test_an_interrupted_process_goes_on) {
    loop_boot(3, LOOP_IS_DISTURBED, LOOP_MS);
    const char *trace = loop_run(5);
    const char same[] = {trace[0], trace[0], trace[0], trace[0], trace[0], 0};
    assert_string_equal(trace, same);
}

static void wake_both(void) {
    loop_wake(0);
    loop_wake(1);
}

TEST(test_a_process_that_is_woken_does_not_push_the_running_one_aside) {
    loop_boot(3, LOOP_YIELDS, LOOP_MS);
    loop_run(10);
    loop_change(2, LOOP_IS_DISTURBED, LOOP_MS);
    loop.disturbance = wake_both;
    loop_wake(2);
    assert_string_equal(loop_run(3), "222");
    loop_change(2, LOOP_YIELDS, LOOP_MS);
    loop.disturbance = NULL;
    assert_string_equal(loop_run(4), "201z");
}

static void wake_the_other(struct process *p) {
    loop_wake(1 - process_id_slot(p->id));
}

TEST(test_two_that_wake_each_other_alternate) {
    loop_boot(2, LOOP_YIELDS, LOOP_MS);
    loop_run(10);
    loop.entered = wake_the_other;
    loop_wake(0);
    assert_string_equal(loop_run(6), "010101");
}

TEST(test_when_the_running_one_ends_the_next_runs) {
    loop_boot(2, LOOP_EXITS, LOOP_MS);
    const char *trace = loop_run(10);
    assert_int_equal(strlen(trace), 3);
    assert_int_equal(trace[2], 'z');
    assert_int_equal(machine_process(0)->state, PROCESS_TERMINATED);
    assert_int_equal(machine_process(1)->state, PROCESS_TERMINATED);
}

static void stop_2(void) {
    assert_int_equal(process_stop(machine_process(2)), OK);
}

TEST(test_a_running_process_that_is_stopped_makes_room) {
    loop_boot(3, LOOP_YIELDS, LOOP_MS);
    loop_run(10);
    loop_change(2, LOOP_IS_DISTURBED, LOOP_MS);
    loop_wake(2);
    loop.disturbance = stop_2;
    loop_change(0, LOOP_SPINS, LOOP_MS);
    loop_run(1);
    loop_wake(0);
    assert_string_equal(loop_run(3), "0!");
}
