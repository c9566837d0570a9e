/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The main loop (kernel/main_loop.c): what comes before what, when it sleeps, what a trap may ask
 * it. The schedulers have tests of their own. */
#include "kernel/main_loop.h"

#include "kernel/deferred_call.h"
#include "kernel/scheduler.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/loop.h"
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"

static char order[64];

static void note(const char *what) {
    assert_true(strlen(order) + strlen(what) < sizeof order);
    strcat(order, what);
}

struct noter {
    const char *what;
};

static void say(struct noter *self) {
    note(self->what);
}

static struct noter d = {"d"};
static struct deferred_call deferred = DEFERRED_CALL(struct noter, say, &d);

static void entered(struct process *p) {
    note(p == kernel.current ? "p" : "?");
}

static void note_interrupt(void) {
    note("i");
}

static void defer(void) {
    note("i");
    deferred_call_set(&deferred);
}

/* ---- Order ---- */

TEST(test_interrupts_come_before_processes) {
    loop_boot(1, LOOP_YIELDS, LOOP_MS);
    loop.entered = entered;
    loop.disturbance = note_interrupt;
    fake_arch_mark(LOOP_LINE_TEST);
    loop_run(3);
    assert_string_equal(order, "ip");
}

TEST(test_deferred_calls_come_before_processes) {
    loop_boot(1, LOOP_YIELDS, LOOP_MS);
    loop.entered = entered;
    deferred_call_set(&deferred);
    loop_run(3);
    assert_string_equal(order, "dp");
}

TEST(test_a_bottom_half_s_deferred_call_is_made_before_a_process_runs) {
    loop_boot(1, LOOP_YIELDS, LOOP_MS);
    loop.entered = entered;
    loop.disturbance = defer;
    fake_arch_mark(LOOP_LINE_TEST);
    loop_run(3);
    assert_string_equal(order, "idp");
}

TEST(test_marked_lines_are_served_lowest_first_and_once) {
    loop_boot(1, LOOP_YIELDS, LOOP_MS);
    fake_arch_mark(7);
    fake_arch_mark(63);
    fake_arch_mark(3);
    fake_arch_mark(7);
    loop_run(3);
    assert_int_equal(fake_board.line_count, 3);
    assert_int_equal(fake_board.lines[0], 3);
    assert_int_equal(fake_board.lines[1], 7);
    assert_int_equal(fake_board.lines[2], 63);
    assert_int_equal(kernel.interrupts, 0);
}

static unsigned alarms_left;

static void mark_again(void) {
    note("i");
    if (alarms_left-- > 1) {
        fake_arch_mark(LOOP_LINE_TEST);
    }
}

/* A device that keeps asking takes time, but deferred calls and processes have theirs. */
TEST(test_a_line_that_comes_up_again_at_once_does_not_starve_deferred_calls) {
    loop_boot(1, LOOP_YIELDS, LOOP_MS);
    loop.disturbance = mark_again;
    alarms_left = 5;
    deferred_call_set(&deferred);
    fake_arch_mark(LOOP_LINE_TEST);
    assert_string_equal(loop_run(5), "0z");
    assert_non_null(strchr(order, 'd'));
    assert_non_null(strstr(order, "iiiii"));
}

static void mark_for_ever(void) {
    fake_board.line_count = 0;
    fake_arch_mark(LOOP_LINE_TEST);
}

static struct noter last_word = {"e"};
static void end_it(struct noter *self) {
    note(self->what);
    loop.disturbance = NULL;
}
static struct deferred_call end_of_it = DEFERRED_CALL(struct noter, end_it, &last_word);

TEST(test_a_line_that_comes_up_for_ever_does_not_starve_deferred_calls) {
    loop_boot(1, LOOP_YIELDS, LOOP_MS);
    loop.disturbance = mark_for_ever;
    deferred_call_set(&end_of_it);
    fake_arch_mark(LOOP_LINE_TEST);
    assert_string_equal(loop_run(5), "0z");
    assert_string_equal(order, "e");
}

/* ---- Deferred calls that lead to deferred calls ---- */

static unsigned chain_left;
static void go_on(struct noter *self);
static struct noter link = {"l"};
static struct deferred_call chain = DEFERRED_CALL(struct noter, go_on, &link);

static void go_on(struct noter *self) {
    (void)self;
    if (chain_left > 0) {
        chain_left--;
        deferred_call_set(&chain);
    }
}

static void enter_amid_chain(struct process *p) {
    (void)p;
    assert_true(chain_left > 0);
}

/* A driver that has always something to do, for one process perhaps, does not keep the others from
 * the CPU; nor do they keep it from its work. */
TEST(test_processes_have_turns_between_deferred_calls_without_end) {
    loop_boot(2, LOOP_YIELDS, LOOP_MS / 2);
    loop.entered = enter_amid_chain;
    chain_left = 1000;
    deferred_call_set(&chain);
    assert_string_equal(loop_run(3), "01z");
    assert_int_equal(chain_left, 0);
}

/* Nor is what waits for them late by a slice of a process that never yields. */
TEST(test_such_a_turn_is_much_shorter_than_a_slice) {
    loop_boot(1, LOOP_SPINS, 0);
    loop_run(1); /* its first slice is over */
    chain_left = 1000;
    deferred_call_set(&chain);
    uint32_t before = fake_arch.time;
    loop_run(1);
    assert_true(chain_left > 0);
    assert_true(fake_arch.time - before <= LOOP_MS);
    loop_run(1);
    assert_true(fake_arch.time - before <= 2 * LOOP_MS);
}

/* In the turn that belongs to processes it turns out that none of them has anything to run. */
TEST(test_a_deferred_call_that_was_put_off_for_nobody_does_not_wait_for_the_next_interrupt) {
    loop_boot(1, LOOP_YIELDS, LOOP_MS);
    loop_run(5);
    struct process *p = machine_process(0);
    for (unsigned before = 0; before < 100; before++) {
        loop_wake(0);
        subscribe(p, PROBE, 0, 0, 0); /* a queued value: ready, but not to be woken by it */
        p->state = PROCESS_YIELDED;
        ready_set_add(&kernel.ready, 0);
        chain_left = before;
        deferred_call_set(&chain);
        unsigned sleeps = fake_arch.sleeps;
        assert_string_equal(loop_run(1), "z");
        assert_int_equal(chain_left, 0);
        assert_int_equal(fake_arch.sleeps, sleeps + 1);
    }
}

/* ---- Sleep ---- */

static unsigned naps;

static void wake_up(void) {
    naps++;
    if (naps == 1) {
        loop.disturbance = note_interrupt;
        fake_arch_mark(LOOP_LINE_TEST);
    } else if (naps == 2) {
        loop_wake(0);
        fake_arch_mark(LOOP_LINE_TEST);
    } else {
        loop.sleep = NULL; /* the next nap is the last */
    }
}

TEST(test_the_cpu_sleeps_until_an_interrupt_brings_work) {
    loop_boot(1, LOOP_YIELDS, LOOP_MS);
    loop.sleep = wake_up;
    assert_string_equal(loop_run(5), "0zz0zz");
    assert_string_equal(order, "ii");
}

TEST(test_without_any_process_the_cpu_sleeps) {
    assert_int_equal(machine_boot(), 0);
    assert_string_equal(loop_run(1), "z");
}

TEST(test_while_a_deferred_call_waits_the_cpu_does_not_sleep) {
    assert_int_equal(machine_boot(), 0);
    deferred_call_set(&deferred);
    assert_string_equal(loop_run(1), "z");
    assert_string_equal(order, "d");
    assert_int_equal(fake_arch.sleeps, 1);
}

TEST(test_when_all_are_stopped_the_cpu_sleeps) {
    loop_boot(2, LOOP_SPINS, 0);
    process_stop(machine_process(0));
    process_stop(machine_process(1));
    assert_string_equal(loop_run(4), "z");
}

/* ---- Choosing, as a trap does ---- */

TEST(test_choose_wakes_the_next_process_and_loads_its_regions) {
    loop_boot(2, LOOP_YIELDS, LOOP_MS);
    struct process *p = main_loop_choose();
    assert_non_null(p);
    assert_ptr_equal(kernel.current, p);
    assert_int_equal(p->state, PROCESS_RUNNING);
    assert_memory_equal(&fake_arch.regions, &p->regions, sizeof p->regions);
    assert_int_equal(fake_arch.runs, 0);
}

TEST(test_choose_leaves_interrupts_and_work_to_the_loop) {
    loop_boot(1, LOOP_YIELDS, LOOP_MS);
    kernel.interrupts = 1;
    assert_null(main_loop_choose());
    kernel.interrupts = 0;
    deferred_call_set(&deferred);
    assert_null(main_loop_choose());
    deferred_call_run();
    assert_non_null(main_loop_choose());
}

TEST(test_choose_finds_nothing_when_nobody_is_ready) {
    loop_boot(1, LOOP_YIELDS, LOOP_MS);
    loop_run(5);
    assert_null(main_loop_choose());
}

TEST(test_regions_are_loaded_whenever_a_process_is_chosen) {
    loop_boot(2, LOOP_SPINS, 0);
    loop_run(1);
    unsigned loads = fake_arch.mpu_loads;
    loop_run(20);
    assert_in_range(fake_arch.mpu_loads - loads, 19, 21);
}

/* Queued values wake nobody (ABI D14): the process that was chosen goes back to sleep. */
TEST(test_a_process_with_nothing_but_values_queued_is_not_entered) {
    loop_boot(1, LOOP_YIELDS, LOOP_MS);
    loop_run(5);
    struct process *p = machine_process(0);
    loop_wake(0);
    subscribe(p, PROBE, 0, 0, 0); /* the upcall goes with its function */
    p->state = PROCESS_YIELDED;
    assert_string_equal(loop_run(3), "z");
    assert_int_equal(p->state, PROCESS_YIELDED);
}

/* ---- Ends ---- */

TEST(test_a_process_that_ends_is_not_entered_again) {
    loop_boot(2, LOOP_EXITS, LOOP_MS);
    const char *trace = loop_run(10);
    assert_int_equal(strlen(trace), 3);
}

static void restart_once(struct process *p) {
    if (p->debug.restarts < 3) {
        call(p, SYSCALL_EXIT, EXIT_RESTART, 0, 0, 0);
    }
}

TEST(test_a_process_that_restarts_itself_is_reset_by_the_loop_and_runs_again) {
    loop_boot(1, LOOP_YIELDS, LOOP_MS);
    loop.entered = restart_once;
    assert_string_equal(loop_run(10), "0000z");
    assert_int_equal(machine_process(0)->debug.restarts, 3);
}

static void do_fault(struct process *p) {
    if (process_id_slot(p->id) == 0) {
        fake_fault_at(p, 0x40);
    }
}

TEST(test_a_process_that_faults_is_not_entered_again_and_the_others_go_on) {
    loop_boot(2, LOOP_SPINS, 0);
    loop.entered = do_fault;
    const char *trace = loop_run(5);
    assert_ptr_equal(strchr(trace, '0'), strrchr(trace, '0'));
    assert_int_equal(trace[4], '1');
    assert_int_equal(machine_process(0)->state, PROCESS_FAULTED);
}

/* ---- The slice timer ---- */

TEST(test_a_timer_that_fires_after_it_was_stopped_is_not_heard) {
    loop_boot(1, LOOP_YIELDS, LOOP_MS);
    loop_run(5);
    slice_timer_fired();
    assert_int_equal(machine_process(0)->debug.slice_expirations, 0);
    assert_false(fake_board.slice_running);
}

TEST(test_a_timer_that_fires_early_is_started_for_the_rest) {
    loop_boot(1, LOOP_SPINS, 0);
    assert_non_null(main_loop_choose());
    assert_int_equal(fake_board.slice_cycles, 10 * LOOP_MS);
    fake_arch.time += 4 * LOOP_MS;
    slice_timer_fired();
    assert_int_equal(fake_board.slice_starts, 2);
    assert_int_equal(fake_board.slice_cycles, 6 * LOOP_MS);
    assert_int_equal(machine_process(0)->debug.slice_expirations, 0);
    fake_arch.time += 6 * LOOP_MS;
    slice_timer_fired();
    assert_int_equal(machine_process(0)->debug.slice_expirations, 1);
}
