/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The priority scheduler (kernel/schedule_priority.c) under the real main loop. */
#include "kernel/scheduler.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/loop.h"
#include "tests/unit/machine.h"

TEST(test_the_first_in_flash_runs_first) {
    loop_boot(4, LOOP_YIELDS, LOOP_MS);
    assert_string_equal(loop_run(10), "0123z");
}

TEST(test_no_slice_timer_is_ever_started) {
    loop_boot(3, LOOP_YIELDS, 100 * LOOP_MS);
    loop_run(10);
    assert_int_equal(fake_board.slice_starts, 0);
    assert_int_equal(scheduler_slice_cycles(), 0);
}

TEST(test_a_process_of_the_highest_priority_is_never_interrupted_by_others) {
    loop_boot(3, LOOP_SPINS, 0);
    assert_string_equal(loop_run(5), "0!");
}

static void wake_0(void) {
    loop_wake(0);
}

static void wake_2(void) {
    loop_wake(2);
}

TEST(test_one_of_higher_priority_that_becomes_ready_takes_the_cpu) {
    loop_boot(3, LOOP_YIELDS, LOOP_MS);
    loop_run(10);
    loop_change(1, LOOP_IS_DISTURBED, LOOP_MS);
    loop.disturbance = wake_0;
    loop_wake(1);
    assert_string_equal(loop_run(5), "10101");
}

TEST(test_one_of_lower_priority_that_becomes_ready_waits) {
    loop_boot(3, LOOP_YIELDS, LOOP_MS);
    loop_run(10);
    loop_change(1, LOOP_IS_DISTURBED, LOOP_MS);
    loop.disturbance = wake_2;
    loop_wake(1);
    assert_string_equal(loop_run(5), "11111");
    loop_change(1, LOOP_YIELDS, LOOP_MS);
    assert_string_equal(loop_run(5), "12z");
}

static unsigned wakes;

static void wake_the_last(struct process *p) {
    if (process_id_slot(p->id) == 0 && wakes++ == 0) {
        loop_wake(2);
        loop_wake(1);
    }
}

TEST(test_the_order_of_waking_does_not_matter) {
    loop_boot(3, LOOP_YIELDS, LOOP_MS);
    loop_run(10);
    loop.entered = wake_the_last;
    loop_wake(0);
    assert_string_equal(loop_run(10), "012z");
}

TEST(test_when_the_highest_ends_the_next_runs) {
    loop_boot(3, LOOP_EXITS, LOOP_MS);
    assert_string_equal(loop_run(10), "012z");
}

TEST(test_a_stopped_process_has_no_priority) {
    loop_boot(2, LOOP_SPINS, 0);
    assert_int_equal(process_stop(machine_process(0)), OK);
    assert_string_equal(loop_run(2), "1!");
    assert_int_equal(process_resume(machine_process(0)), OK);
    assert_string_equal(loop_run(2), "0!");
}
