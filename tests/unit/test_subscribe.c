/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Subscribe (ABI 2.4). */
#include "kernel/upcall.h"
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"

static enum errorcode schedule(const struct process *p, uint32_t number, uint32_t mark) {
    return upcall_schedule(probe_handle.handle, p->id, number, mark, mark + 1, mark + 2);
}

TEST(test_the_first_subscribe_ever_returns_null_and_no_appdata) {
    struct process *p = machine_running();
    struct call c = subscribe(p, PROBE, 0, function_of(p), 0x1234);
    assert_success_2u32(c, 0, 0);
    assert_int_equal(c.action, TRAP_RESUME);
}

TEST(test_subscribe_returns_what_was_subscribed_before) {
    struct process *p = machine_running();
    uint32_t f = function_of(p);
    subscribe(p, PROBE, 1, f, 11);
    struct call c = subscribe(p, PROBE, 1, f + 8, 22);
    assert_success_2u32(c, f, 11);
    c = subscribe(p, PROBE, 1, 0, 33);
    assert_success_2u32(c, f + 8, 22);
}

TEST(test_appdata_of_the_null_upcall_comes_back_too) {
    struct process *p = machine_running();
    subscribe(p, PROBE, 1, 0, 0xABCD);
    struct call c = subscribe(p, PROBE, 1, function_of(p), 1);
    assert_success_2u32(c, 0, 0xABCD);
}

TEST(test_each_subscribe_number_has_a_slot_of_its_own) {
    struct process *p = machine_running();
    for (uint32_t number = 0; number < 3; number++) {
        struct call c = subscribe(p, PROBE, number, function_of(p) + 4 * number, number);
        assert_success_2u32(c, 0, 0);
    }
    for (uint32_t number = 0; number < 3; number++) {
        struct call c = subscribe(p, PROBE, number, 0, 0);
        assert_success_2u32(c, function_of(p) + 4 * number, number);
    }
}

TEST(test_drivers_do_not_see_each_others_subscriptions) {
    struct process *p = machine_running();
    subscribe(p, PROBE, 0, function_of(p), 1);
    struct call c = subscribe(p, SECOND, 0, function_of(p) + 4, 2);
    assert_success_2u32(c, 0, 0);
    c = subscribe(p, PROBE, 0, 0, 0);
    assert_success_2u32(c, function_of(p), 1);
}

TEST(test_processes_do_not_see_each_others_subscriptions) {
    machine_add(RUNNING_APP("other"));
    struct process *p = machine_running();
    struct process *other = machine_process(0);
    machine_settle(other);
    subscribe(p, PROBE, 0, function_of(p), 1);
    struct call c = subscribe(other, PROBE, 0, function_of(other), 2);
    assert_success_2u32(c, 0, 0);
}

/* ---- Errors, and their order ---- */

static void expect_subscribe(struct process *p, uint32_t driver, uint32_t number, uint32_t function,
                             enum errorcode error) {
    const struct layout before = p->memory;
    struct call c = subscribe(p, driver, number, function, 0x77);
    assert_swap_failure(c, error);
    assert_int_equal(c.action, TRAP_RESUME);
    assert_int_equal(p->memory.app_break, before.app_break);
    assert_sound(p);
}

TEST(test_a_function_outside_the_process_is_invalid) {
    struct process *p = machine_running();
    const uint32_t outside[] = {
        1,
        4,
        p->flash_start,
        flash_of(p) - 1,
        p->flash_start + p->flash_size - 3,
        p->flash_start + p->flash_size,
        p->memory.start - 4,
        p->memory.app_break - 3,
        p->memory.app_break,
        p->memory.kernel_break,
        p->memory.end - 4,
        0xE000ED00u,
        UINT32_MAX,
    };
    for (uint32_t i = 0; i < COUNT_OF(outside); i++) {
        UNIT_CONTEXT("function 0x%x", outside[i]);
        expect_subscribe(p, PROBE, 0, outside[i], ERR_INVAL);
    }
}

TEST(test_a_function_at_either_end_of_program_and_ram_is_valid) {
    struct process *p = machine_running();
    const uint32_t inside[] = {flash_of(p), p->flash_start + p->flash_size - 4, p->memory.start,
                               p->memory.app_break - 4};
    for (uint32_t i = 0; i < COUNT_OF(inside); i++) {
        struct call c = subscribe(p, PROBE, 0, inside[i], i + 1);
        assert_success_2u32(c, i == 0 ? 0 : inside[i - 1], i);
    }
}

TEST(test_a_function_in_the_protected_trailer_is_invalid) {
    machine_add(&(const struct app){.name = "trailer", .trailer = 64, .minimum_ram = RUNNING_RAM});
    machine_boot();
    struct process *p = machine_process(0);
    machine_settle(p);
    expect_subscribe(p, PROBE, 0, flash_of(p) - 4, ERR_INVAL);
    struct call c = subscribe(p, PROBE, 0, flash_of(p), 0);
    assert_success_2u32(c, 0, 0);
}

TEST(test_an_unknown_driver_is_no_device) {
    struct process *p = machine_running();
    expect_subscribe(p, UNKNOWN, 0, function_of(p), ERR_NODEVICE);
    expect_subscribe(p, UNKNOWN, 0, 0, ERR_NODEVICE);
    expect_subscribe(p, UINT32_MAX, 0, 0, ERR_NODEVICE);
}

TEST(test_a_driver_without_a_grant_has_no_memory) {
    struct process *p = machine_running();
    expect_subscribe(p, BARE, 0, function_of(p), ERR_NOMEM);
    expect_subscribe(p, BARE, 99, 0, ERR_NOMEM);
}

TEST(test_a_grant_that_does_not_fit_is_no_memory) {
    struct process *p = machine_running();
    expect_subscribe(p, HUGE, 0, function_of(p), ERR_NOMEM);
}

TEST(test_a_number_beyond_the_drivers_upcalls_is_not_supported) {
    struct process *p = machine_running();
    const uint32_t numbers[] = {3, 4, 255, 256, 256 + 1, 0x10000, UINT32_MAX};
    for (uint32_t i = 0; i < COUNT_OF(numbers); i++) {
        UNIT_CONTEXT("number 0x%x", numbers[i]);
        expect_subscribe(p, PROBE, numbers[i], function_of(p), ERR_NOSUPPORT);
    }
}

TEST(test_the_function_is_checked_before_the_driver) {
    struct process *p = machine_running();
    expect_subscribe(p, UNKNOWN, 0, 1, ERR_INVAL);
}

TEST(test_the_function_is_checked_before_memory_and_number) {
    struct process *p = machine_running();
    expect_subscribe(p, HUGE, 99, 1, ERR_INVAL);
    expect_subscribe(p, BARE, 99, 1, ERR_INVAL);
    expect_subscribe(p, PROBE, 99, 1, ERR_INVAL);
}

TEST(test_memory_is_checked_before_the_number) {
    struct process *p = machine_running();
    expect_subscribe(p, HUGE, 99, function_of(p), ERR_NOMEM);
}

TEST(test_no_memory_lasts_only_as_long_as_there_is_none) {
    struct process *p = machine_running();
    machine_fill(p);
    expect_subscribe(p, PROBE, 0, function_of(p), ERR_NOMEM);
    expect_subscribe(p, PROBE, 0, function_of(p), ERR_NOMEM);
    struct call c = memop(p, MEMOP_BRK, ram_of(p) + 64);
    assert_success(c);
    c = subscribe(p, PROBE, 0, function_of(p), 5);
    assert_success_2u32(c, 0, 0);
}

TEST(test_a_refused_subscribe_changes_nothing) {
    struct process *p = machine_running();
    subscribe(p, PROBE, 0, function_of(p), 5);
    assert_int_equal(schedule(p, 0, 100), OK);
    expect_subscribe(p, PROBE, 0, 3, ERR_INVAL);
    expect_subscribe(p, PROBE, 3, 0, ERR_NOSUPPORT);
    struct call c = yield_wait(p);
    (void)c;
    assert_upcall(p, function_of(p), 100, 101, 102, 5);
}

/* ---- What is queued ---- */

TEST(test_subscribe_removes_the_calls_queued_for_the_old_function) {
    struct process *p = machine_running();
    subscribe(p, PROBE, 0, function_of(p), 5);
    assert_int_equal(schedule(p, 0, 100), OK);
    assert_int_equal(schedule(p, 0, 200), OK);
    subscribe(p, PROBE, 0, function_of(p) + 4, 6);
    assert_int_equal(schedule(p, 0, 300), OK);
    yield_wait(p);
    assert_upcall(p, function_of(p) + 4, 300, 301, 302, 6);
    struct call c = yield_wait(p);
    assert_blocked(c);
}

TEST(test_subscribe_of_the_same_function_removes_what_is_queued_too) {
    struct process *p = machine_running();
    subscribe(p, PROBE, 0, function_of(p), 5);
    assert_int_equal(schedule(p, 0, 100), OK);
    subscribe(p, PROBE, 0, function_of(p), 5);
    struct call c = yield_wait(p);
    assert_blocked(c);
}

TEST(test_unsubscribe_removes_what_is_queued) {
    struct process *p = machine_running();
    subscribe(p, PROBE, 0, function_of(p), 5);
    assert_int_equal(schedule(p, 0, 100), OK);
    subscribe(p, PROBE, 0, 0, 0);
    struct call c = yield_wait(p);
    assert_blocked(c);
}

TEST(test_subscribe_leaves_the_calls_of_other_numbers_and_drivers) {
    struct process *p = machine_running();
    subscribe(p, PROBE, 0, function_of(p), 5);
    subscribe(p, PROBE, 1, function_of(p) + 4, 6);
    subscribe(p, SECOND, 0, function_of(p) + 8, 7);
    assert_int_equal(schedule(p, 0, 100), OK);
    assert_int_equal(schedule(p, 1, 200), OK);
    assert_int_equal(upcall_schedule(second_handle.handle, p->id, 0, 300, 301, 302), OK);
    subscribe(p, PROBE, 0, function_of(p) + 12, 8);
    yield_wait(p);
    assert_upcall(p, function_of(p) + 4, 200, 201, 202, 6);
    yield_wait(p);
    assert_upcall(p, function_of(p) + 8, 300, 301, 302, 7);
}

/* ABI D16 */
TEST(test_values_queued_for_the_null_upcall_survive_a_subscribe) {
    struct process *p = machine_running();
    subscribe(p, PROBE, 0, 0, 0);
    assert_int_equal(schedule(p, 0, 100), OK);
    subscribe(p, PROBE, 0, function_of(p), 5);
    struct call c = yield_wait_for(p, PROBE, 0);
    assert_int_equal(c.r[0], 100);
    assert_int_equal(c.action, TRAP_RESUME);
}

TEST(test_values_queued_before_a_subscribe_never_run_the_new_function) {
    struct process *p = machine_running();
    subscribe(p, PROBE, 0, 0, 0);
    assert_int_equal(schedule(p, 0, 100), OK);
    subscribe(p, PROBE, 0, function_of(p), 5);
    struct call c = yield_wait(p);
    assert_blocked(c);
}
