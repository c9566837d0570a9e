/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Yield in its three kinds (ABI 2.3) and the delivery of upcalls (2.2, 1.4). */
#include "kernel/upcall.h"
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"

static enum errorcode schedule(const struct process *p, uint32_t number, uint32_t mark) {
    return upcall_schedule(probe_handle.handle, p->id, number, mark, mark + 1, mark + 2);
}

/* A process that has subscribed to numbers 0 and 1 of PROBE, but not to 2. */
static struct process *subscribed(void) {
    struct process *p = machine_running();
    subscribe(p, PROBE, 0, function_of(p), 0xA0);
    subscribe(p, PROBE, 1, function_of(p) + 16, 0xA1);
    return p;
}

static void assert_ready(const struct process *p, bool ready) {
    assert_int_equal(ready_set_has(&kernel.ready, process_id_slot(p->id)), ready);
}

#define FLAG(p) (ram_of(p) + 3)
#define FLAG_BEFORE 0x5A

static struct call no_wait(struct process *p) {
    *bytes_at(FLAG(p)) = FLAG_BEFORE;
    return yield_no_wait(p, FLAG(p));
}

/* ---- NoWait ---- */

TEST(test_no_wait_with_nothing_queued_returns_at_once_with_flag_0) {
    struct process *p = subscribed();
    struct call c = no_wait(p);
    assert_silent(c);
    assert_int_equal(*bytes_at(FLAG(p)), 0);
    assert_int_equal(p->state, PROCESS_RUNNING);
    assert_ready(p, true);
}

TEST(test_no_wait_delivers_one_upcall_with_flag_1) {
    struct process *p = subscribed();
    assert_int_equal(schedule(p, 0, 100), OK);
    assert_int_equal(schedule(p, 1, 200), OK);
    struct call c = no_wait(p);
    assert_int_equal(c.action, TRAP_RESUME);
    assert_int_equal(*bytes_at(FLAG(p)), 1);
    assert_upcall(p, function_of(p), 100, 101, 102, 0xA0);
    no_wait(p);
    assert_upcall(p, function_of(p) + 16, 200, 201, 202, 0xA1);
    c = no_wait(p);
    assert_silent(c);
}

/* ABI D14 */
TEST(test_no_wait_with_only_values_queued_drops_them_and_returns_with_flag_0) {
    struct process *p = subscribed();
    assert_int_equal(schedule(p, 2, 100), OK);
    assert_int_equal(schedule(p, 2, 200), OK);
    struct call c = no_wait(p);
    assert_silent(c);
    assert_int_equal(*bytes_at(FLAG(p)), 0);
    assert_int_equal(p->state, PROCESS_RUNNING);
    assert_int_equal(p->upcalls.count, 0);
    assert_ready(p, true);
}

TEST(test_no_wait_skips_values_in_front_of_a_call) {
    struct process *p = subscribed();
    assert_int_equal(schedule(p, 2, 100), OK);
    assert_int_equal(schedule(p, 1, 200), OK);
    no_wait(p);
    assert_int_equal(*bytes_at(FLAG(p)), 1);
    assert_upcall(p, function_of(p) + 16, 200, 201, 202, 0xA1);
}

/* ABI D37 */
TEST(test_a_flag_outside_the_processes_ram_is_silently_ignored) {
    struct process *p = subscribed();
    const struct layout *l = &p->memory;
    const uint32_t outside[] = {
        0,          1,      l->start - 1, l->app_break, l->app_break + 1, l->kernel_break,
        l->end - 1, l->end, flash_of(p),  UINT32_MAX};
    uint8_t slack = *bytes_at(l->app_break);
    uint8_t below = RAM_JUNK;
    for (uint32_t i = 0; i < COUNT_OF(outside); i++) {
        UNIT_CONTEXT("flag 0x%x", outside[i]);
        struct call c = yield_no_wait(p, outside[i]);
        assert_silent(c);
        assert_int_equal(p->state, PROCESS_RUNNING);
        assert_int_equal(schedule(p, 0, 100), OK);
        yield_no_wait(p, outside[i]);
        assert_upcall(p, function_of(p), 100, 101, 102, 0xA0);
    }
    assert_int_equal(*bytes_at(l->app_break), slack);
    (void)below;
}

TEST(test_the_flag_may_be_the_first_and_the_last_byte_of_ram) {
    struct process *p = subscribed();
    const uint32_t flags[] = {p->memory.start, p->memory.app_break - 1};
    for (uint32_t i = 0; i < COUNT_OF(flags); i++) {
        *bytes_at(flags[i]) = FLAG_BEFORE;
        yield_no_wait(p, flags[i]);
        assert_int_equal(*bytes_at(flags[i]), 0);
    }
}

TEST(test_the_flag_is_one_byte) {
    struct process *p = subscribed();
    memset(bytes_at(FLAG(p) - 1), FLAG_BEFORE, 6);
    assert_int_equal(schedule(p, 0, 100), OK);
    yield_no_wait(p, FLAG(p));
    assert_memory_equal(bytes_at(FLAG(p) - 1), "\x5A\x01\x5A\x5A\x5A\x5A", 6);
}

/* ---- Wait ---- */

TEST(test_wait_with_nothing_queued_blocks) {
    struct process *p = subscribed();
    struct call c = yield_wait(p);
    assert_blocked(c);
    assert_int_equal(p->state, PROCESS_YIELDED);
    assert_ready(p, false);
}

TEST(test_wait_with_a_call_queued_delivers_it_without_leaving) {
    struct process *p = subscribed();
    assert_int_equal(schedule(p, 0, 100), OK);
    struct call c = yield_wait(p);
    assert_int_equal(c.action, TRAP_RESUME);
    assert_upcall(p, function_of(p), 100, 101, 102, 0xA0);
    assert_ready(p, true);
}

TEST(test_a_call_scheduled_later_wakes_a_process_that_waits) {
    struct process *p = subscribed();
    yield_wait(p);
    assert_int_equal(schedule(p, 1, 100), OK);
    assert_ready(p, true);
    assert_true(machine_wake(p));
    assert_upcall(p, function_of(p) + 16, 100, 101, 102, 0xA1);
}

TEST(test_values_never_wake_a_process_that_waits_for_anything) {
    struct process *p = subscribed();
    yield_wait(p);
    assert_int_equal(schedule(p, 2, 100), OK);
    assert_ready(p, false);
    assert_int_equal(p->state, PROCESS_YIELDED);
}

TEST(test_wait_with_only_values_queued_drops_them_and_blocks) {
    struct process *p = subscribed();
    assert_int_equal(schedule(p, 2, 100), OK);
    struct call c = yield_wait(p);
    assert_blocked(c);
    assert_ready(p, false);
    assert_int_equal(p->upcalls.count, 0);
}

TEST(test_values_in_front_of_a_call_are_dropped_at_its_delivery) {
    struct process *p = subscribed();
    assert_int_equal(schedule(p, 2, 100), OK);
    assert_int_equal(schedule(p, 0, 200), OK);
    assert_int_equal(schedule(p, 2, 300), OK);
    yield_wait(p);
    assert_upcall(p, function_of(p), 200, 201, 202, 0xA0);
    struct call c = yield_wait_for(p, PROBE, 2);
    assert_int_equal(c.r[0], 300); /* the one behind it was left */
}

TEST(test_upcalls_of_all_drivers_come_in_the_order_of_scheduling) {
    struct process *p = subscribed();
    subscribe(p, SECOND, 0, function_of(p) + 32, 0xB0);
    assert_int_equal(schedule(p, 1, 100), OK);
    assert_int_equal(upcall_schedule(second_handle.handle, p->id, 0, 200, 201, 202), OK);
    assert_int_equal(schedule(p, 0, 300), OK);
    yield_wait(p);
    assert_upcall(p, function_of(p) + 16, 100, 101, 102, 0xA1);
    yield_wait(p);
    assert_upcall(p, function_of(p) + 32, 200, 201, 202, 0xB0);
    yield_wait(p);
    assert_upcall(p, function_of(p), 300, 301, 302, 0xA0);
}

TEST(test_an_upcall_returns_to_where_yield_was_called) {
    struct process *p = subscribed();
    fake_frame(p)->pc = 0x00081234;
    assert_int_equal(schedule(p, 0, 100), OK);
    yield_wait(p);
    assert_int_equal(fake_frame(p)->lr, 0x00081234 | 1);
    assert_int_equal(fake_frame(p)->pc, function_of(p) & ~1u);
}

/* ---- WaitFor ---- */

static void assert_awaited(const struct call *c, uint32_t mark) {
    assert_int_equal(c->action, TRAP_RESUME);
    assert_int_equal(c->r[0], mark);
    assert_int_equal(c->r[1], mark + 1);
    assert_int_equal(c->r[2], mark + 2);
    assert_int_equal(c->r[3], c->passed[3]); /* untouched */
}

TEST(test_wait_for_returns_the_arguments_without_calling_the_function) {
    struct process *p = subscribed();
    assert_int_equal(schedule(p, 0, 100), OK);
    fake_frame(p)->pc = 0x00081234;
    struct call c = yield_wait_for(p, PROBE, 0);
    assert_awaited(&c, 100);
    assert_int_equal(fake_frame(p)->pc, 0x00081234);
    assert_int_equal(p->state, PROCESS_RUNNING);
}

TEST(test_wait_for_accepts_values_of_the_null_upcall) {
    struct process *p = subscribed();
    assert_int_equal(schedule(p, 2, 100), OK);
    struct call c = yield_wait_for(p, PROBE, 2);
    assert_awaited(&c, 100);
}

TEST(test_wait_for_takes_the_first_match_and_leaves_the_others_in_order) {
    struct process *p = subscribed();
    assert_int_equal(schedule(p, 0, 100), OK);
    assert_int_equal(schedule(p, 1, 200), OK);
    assert_int_equal(schedule(p, 1, 300), OK);
    assert_int_equal(schedule(p, 0, 400), OK);
    struct call c = yield_wait_for(p, PROBE, 1);
    assert_awaited(&c, 200);
    yield_wait(p);
    assert_upcall(p, function_of(p), 100, 101, 102, 0xA0);
    yield_wait(p);
    assert_upcall(p, function_of(p) + 16, 300, 301, 302, 0xA1);
    yield_wait(p);
    assert_upcall(p, function_of(p), 400, 401, 402, 0xA0);
}

TEST(test_wait_for_blocks_until_a_match_is_queued) {
    struct process *p = subscribed();
    struct call c = yield_wait_for(p, PROBE, 1);
    assert_blocked(c);
    assert_int_equal(p->state, PROCESS_YIELDED_FOR);
    assert_int_equal(schedule(p, 0, 100), OK);
    assert_ready(p, false);
    assert_int_equal(schedule(p, 1, 200), OK);
    assert_ready(p, true);
    assert_true(machine_wake(p));
    const uint32_t *r = fake_frame(p)->r;
    assert_int_equal(r[0], 200);
    assert_int_equal(r[1], 201);
    assert_int_equal(r[2], 202);
    assert_int_equal(r[3], JUNK_3);
    assert_int_equal(p->state, PROCESS_RUNNING);
}

/* ABI D15: a later upcall that does not match must not hide the one that does. */
TEST(test_wait_for_is_woken_though_something_else_is_queued_after_the_match) {
    struct process *p = subscribed();
    yield_wait_for(p, PROBE, 1);
    assert_int_equal(schedule(p, 1, 100), OK);
    assert_int_equal(schedule(p, 0, 200), OK);
    assert_ready(p, true);
    assert_true(machine_wake(p));
    assert_int_equal(fake_frame(p)->r[0], 100);
}

TEST(test_a_full_queue_does_not_keep_a_process_from_what_it_waits_for) {
    struct process *p = subscribed();
    yield_wait_for(p, PROBE, 1);
    for (uint32_t i = 0; i < UPCALL_QUEUE_LENGTH; i++) {
        assert_int_equal(schedule(p, 0, 100 * i), OK);
    }
    assert_int_equal(schedule(p, 0, 5000), ERR_NOMEM);
    assert_int_equal(schedule(p, 1, 7000), OK);
    assert_ready(p, true);
    if (p->state != PROCESS_RUNNING) {
        assert_true(machine_wake(p));
    }
    assert_int_equal(fake_frame(p)->r[0], 7000);
    assert_int_equal(fake_frame(p)->r[2], 7002);
    assert_int_equal(p->upcalls.count, UPCALL_QUEUE_LENGTH);
}

TEST(test_wait_for_a_pair_that_does_not_exist_blocks) {
    const struct {
        uint32_t driver;
        uint32_t number;
    } pairs[] = {{UNKNOWN, 0}, {PROBE, 3}, {PROBE, 256},   {PROBE, UINT32_MAX},
                 {BARE, 0},    {HUGE, 0},  {UINT32_MAX, 0}};
    struct process *p = subscribed();
    for (uint32_t i = 0; i < COUNT_OF(pairs); i++) {
        UNIT_CONTEXT("driver 0x%x, number 0x%x", pairs[i].driver, pairs[i].number);
        assert_int_equal(schedule(p, 0, 100), OK);
        struct call c = yield_wait_for(p, pairs[i].driver, pairs[i].number);
        assert_blocked(c);
        assert_ready(p, false);
        process_restart(p, COMPLETION_CODE, 0);
        machine_turn();
        machine_settle(p);
        subscribe(p, PROBE, 0, function_of(p), 0xA0);
    }
}

TEST(test_a_number_that_is_256_more_does_not_match) {
    struct process *p = subscribed();
    assert_int_equal(schedule(p, 0, 100), OK);
    struct call c = yield_wait_for(p, PROBE, 256);
    assert_blocked(c);
    assert_ready(p, false);
}

/* ---- Numbers ---- */

/* ABI D1 */
TEST(test_a_yield_number_that_does_not_exist_is_a_fault) {
    struct process *p = subscribed();
    const uint32_t numbers[] = {3, 4, 255, 256, UINT32_MAX};
    for (uint32_t i = 0; i < COUNT_OF(numbers); i++) {
        UNIT_CONTEXT("number %u", numbers[i]);
        struct call c = call(p, SYSCALL_YIELD, numbers[i], JUNK_1, JUNK_2, JUNK_3);
        assert_blocked(c);
        assert_int_equal(p->state, PROCESS_FAULTED);
        assert_int_equal(p->cause, FAULT_YIELD_NUMBER);
        process_restart(p, COMPLETION_FAULTED, 0);
        machine_turn();
        machine_settle(p);
    }
}

/* ---- Scheduling (ABI 2.2) ---- */

/* The first of two that it waits for is in the last place of its queue. */
TEST(test_what_a_process_waits_for_comes_in_order_although_its_queue_is_full) {
    struct process *p = machine_running();
    subscribe(p, PROBE, 0, function_of(p), 0);
    for (uint32_t i = 0; i + 1 < UPCALL_QUEUE_LENGTH; i++) {
        assert_int_equal(upcall_schedule(probe_handle.handle, p->id, 0, i, 0, 0), OK);
    }
    struct call c = yield_wait_for(p, PROBE, 1);
    assert_blocked(c);
    assert_int_equal(upcall_schedule(probe_handle.handle, p->id, 1, 100, 0, 0), OK);
    assert_int_equal(upcall_schedule(probe_handle.handle, p->id, 1, 200, 0, 0), ERR_NOMEM);
    assert_true(machine_wake(p));
    assert_int_equal(fake_frame(p)->r[0], 100);
}

TEST(test_scheduling_to_a_full_queue_drops_the_new_one_and_counts_it) {
    struct process *p = subscribed();
    for (uint32_t i = 0; i < UPCALL_QUEUE_LENGTH; i++) {
        assert_int_equal(schedule(p, i % 3, 100 * i), OK); /* values too */
    }
    assert_int_equal(schedule(p, 0, 9000), ERR_NOMEM);
    assert_int_equal(schedule(p, 2, 9000), ERR_NOMEM);
    assert_int_equal(p->debug.dropped_upcalls, 2);
    assert_int_equal(p->upcalls.count, UPCALL_QUEUE_LENGTH);
}

TEST(test_scheduling_beyond_the_drivers_upcalls_is_invalid) {
    struct process *p = subscribed();
    assert_int_equal(schedule(p, 3, 1), ERR_INVAL);
    assert_int_equal(schedule(p, 256, 1), ERR_INVAL);
    assert_int_equal(schedule(p, UINT32_MAX, 1), ERR_INVAL);
    assert_int_equal(p->upcalls.count, 0);
    assert_int_equal(p->debug.dropped_upcalls, 0);
}

TEST(test_scheduling_without_a_grant_is_invalid) {
    struct process *p = subscribed();
    assert_int_equal(upcall_schedule(second_handle.handle, p->id, 0, 1, 2, 3), ERR_INVAL);
}

TEST(test_scheduling_to_a_dead_process_is_no_device_and_not_counted) {
    struct process *p = subscribed();
    fake_fault_other(p);
    assert_int_equal(schedule(p, 0, 1), ERR_NODEVICE);
    process_terminate(p, COMPLETION_CODE, 0);
    assert_int_equal(schedule(p, 0, 1), ERR_NODEVICE);
    assert_int_equal(p->debug.dropped_upcalls, 0);
}

TEST(test_scheduling_to_the_name_of_an_earlier_life_is_no_device) {
    struct process *p = subscribed();
    struct process_id old = p->id;
    process_restart(p, COMPLETION_CODE, 0);
    machine_turn();
    machine_settle(p);
    subscribe(p, PROBE, 0, function_of(p), 0);
    assert_int_equal(upcall_schedule(probe_handle.handle, old, 0, 1, 2, 3), ERR_NODEVICE);
    assert_int_equal(upcall_schedule(probe_handle.handle, process_id_none(), 0, 1, 2, 3),
                     ERR_NODEVICE);
    assert_int_equal(p->upcalls.count, 0);
}

TEST(test_upcalls_are_queued_in_every_state_of_a_live_process) {
    struct process *p = subscribed();
    assert_int_equal(schedule(p, 0, 100), OK); /* Running */
    no_wait(p);
    yield_wait(p);
    assert_int_equal(process_stop(p), OK);
    assert_int_equal(schedule(p, 0, 200), OK); /* Stopped(Yielded) */
    assert_ready(p, false);
    assert_int_equal(process_resume(p), OK);
    assert_ready(p, true);
    assert_true(machine_wake(p));
    assert_upcall(p, function_of(p), 200, 201, 202, 0xA0);
    yield_wait_for(p, PROBE, 1);
    assert_int_equal(schedule(p, 0, 300), OK); /* YieldedFor */
    assert_int_equal(p->upcalls.count, 1);
}

TEST(test_resuming_looks_at_the_queue_again_for_a_process_that_waits_for_one_upcall) {
    struct process *p = subscribed();
    yield_wait_for(p, PROBE, 1);
    assert_int_equal(process_stop(p), OK);
    assert_int_equal(schedule(p, 1, 100), OK);
    assert_ready(p, false);
    assert_int_equal(process_resume(p), OK);
    assert_ready(p, true);
    assert_true(machine_wake(p));
    assert_int_equal(fake_frame(p)->r[0], 100);
}

TEST(test_upcalls_before_and_during_a_stop_come_in_order) {
    struct process *p = subscribed();
    assert_int_equal(schedule(p, 0, 100), OK);
    assert_int_equal(process_stop(p), OK);
    assert_int_equal(schedule(p, 1, 200), OK);
    assert_int_equal(process_resume(p), OK);
    yield_wait(p);
    assert_upcall(p, function_of(p), 100, 101, 102, 0xA0);
    yield_wait(p);
    assert_upcall(p, function_of(p) + 16, 200, 201, 202, 0xA1);
}
