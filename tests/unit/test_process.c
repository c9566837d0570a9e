/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The life of a process (kernel/process.h, kernel/process_control.h; ABI 5.1, 5.2, 5.5): each
 * operation in each state, names, and what a new life begins with. */
#include "kernel/capability_mint.h"
#include "kernel/process_control.h"
#include "kernel/upcall.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"

static const struct process_management_capability management;

/* ---- Each operation in each state ---- */

enum situation {
    RUNNING,
    YIELDED,
    YIELDED_FOR,
    STOPPED_RUNNING,
    STOPPED_YIELDED,
    STOPPED_YIELDED_FOR,
    FAULTED,
    TERMINATED,
    SITUATIONS,
};

/* Brings the process, which is running, into the situation. */
static void bring(struct process *p, enum situation s) {
    if (s == YIELDED || s == STOPPED_YIELDED) {
        yield_wait(p);
    }
    if (s == YIELDED_FOR || s == STOPPED_YIELDED_FOR) {
        yield_wait_for(p, PROBE, 0);
    }
    if (s >= STOPPED_RUNNING && s <= STOPPED_YIELDED_FOR) {
        assert_int_equal(process_stop(p), OK);
    }
    if (s == FAULTED) {
        fake_fault_other(p);
    }
    if (s == TERMINATED) {
        process_terminate(p, COMPLETION_CODE, 1);
    }
    machine_turn();
}

static enum situation situation_of(const struct process *p) {
    if (p->stopped) {
        return (enum situation)(STOPPED_RUNNING + p->state);
    }
    return p->state <= PROCESS_YIELDED_FOR ? (enum situation)p->state
           : p->state == PROCESS_FAULTED   ? FAULTED
                                           : TERMINATED;
}

static void expect(enum situation before, enum errorcode (*operation)(struct process *),
                   enum errorcode error, enum situation after) {
    static struct process *p;
    if (p == NULL) {
        p = machine_running();
    } else {
        process_restart(p, COMPLETION_CODE, 0);
        (void)process_start(p);
        machine_turn();
        machine_settle(p);
    }
    UNIT_CONTEXT("in situation %d", before);
    bring(p, before);
    assert_int_equal(situation_of(p), before);
    assert_int_equal(operation(p), error);
    machine_turn();
    assert_int_equal(situation_of(p), after);
    assert_sound(p);
}

TEST(test_stop_is_for_live_processes_that_are_not_stopped) {
    expect(RUNNING, process_stop, OK, STOPPED_RUNNING);
    expect(YIELDED, process_stop, OK, STOPPED_YIELDED);
    expect(YIELDED_FOR, process_stop, OK, STOPPED_YIELDED_FOR);
    expect(STOPPED_RUNNING, process_stop, ERR_ALREADY, STOPPED_RUNNING);
    expect(STOPPED_YIELDED, process_stop, ERR_ALREADY, STOPPED_YIELDED);
    expect(STOPPED_YIELDED_FOR, process_stop, ERR_ALREADY, STOPPED_YIELDED_FOR);
    expect(FAULTED, process_stop, ERR_ALREADY, FAULTED);
    expect(TERMINATED, process_stop, ERR_ALREADY, TERMINATED);
}

TEST(test_resume_brings_a_stopped_process_back_to_what_it_was) {
    expect(RUNNING, process_resume, ERR_ALREADY, RUNNING);
    expect(YIELDED, process_resume, ERR_ALREADY, YIELDED);
    expect(YIELDED_FOR, process_resume, ERR_ALREADY, YIELDED_FOR);
    expect(STOPPED_RUNNING, process_resume, OK, RUNNING);
    expect(STOPPED_YIELDED, process_resume, OK, YIELDED);
    expect(STOPPED_YIELDED_FOR, process_resume, OK, YIELDED_FOR);
    expect(FAULTED, process_resume, ERR_ALREADY, FAULTED);
    expect(TERMINATED, process_resume, ERR_ALREADY, TERMINATED);
}

static enum errorcode terminate(struct process *p) {
    process_terminate(p, COMPLETION_CODE, 5);
    return OK;
}

TEST(test_terminate_ends_a_process_in_any_state) {
    for (unsigned s = RUNNING; s < SITUATIONS; s++) {
        expect((enum situation)s, terminate, OK, TERMINATED);
    }
}

static enum errorcode restart(struct process *p) {
    process_restart(p, COMPLETION_CODE, 5);
    return OK;
}

TEST(test_restart_begins_anew_from_any_state_but_terminated) {
    for (unsigned s = RUNNING; s < TERMINATED; s++) {
        expect((enum situation)s, restart, OK, YIELDED);
    }
    expect(TERMINATED, restart, OK, TERMINATED);
}

TEST(test_start_is_for_terminated_processes_only) {
    for (unsigned s = RUNNING; s < TERMINATED; s++) {
        expect((enum situation)s, process_start, ERR_ALREADY, (enum situation)s);
    }
    expect(TERMINATED, process_start, OK, YIELDED);
}

static enum errorcode fault(struct process *p) {
    fake_fault_other(p);
    return OK;
}

TEST(test_a_fault_kills_a_live_process_at_once) {
    for (unsigned s = RUNNING; s < FAULTED; s++) {
        expect((enum situation)s, fault, OK, FAULTED);
    }
    expect(FAULTED, fault, OK, FAULTED);
    expect(TERMINATED, fault, OK, TERMINATED);
}

static enum errorcode terminate_twice(struct process *p) {
    process_terminate(p, COMPLETION_CODE, 5);
    process_terminate(p, COMPLETION_FAULTED, 6);
    assert_int_equal(p->completion, COMPLETION_CODE);
    assert_int_equal(p->completion_code, 5);
    return OK;
}

TEST(test_terminating_a_terminated_process_has_no_effect) {
    expect(RUNNING, terminate_twice, OK, TERMINATED);
}

static enum errorcode start_twice(struct process *p) {
    assert_int_equal(process_start(p), OK);
    return process_start(p);
}

TEST(test_a_process_that_is_about_to_start_cannot_be_started_again) {
    expect(TERMINATED, start_twice, ERR_ALREADY, YIELDED);
}

TEST(test_a_process_that_waits_to_be_reset_is_dead) {
    struct process *p = machine_running();
    subscribe(p, PROBE, 0, 0, 0);
    process_restart(p, COMPLETION_CODE, 0);
    assert_false(process_is_alive(p));
    assert_false(process_id_is_alive(p->id));
    assert_int_equal(upcall_schedule(probe_handle.handle, p->id, 0, 1, 2, 3), ERR_NODEVICE);
    assert_int_equal(process_stop(p), ERR_ALREADY);
    assert_int_equal(process_start(p), ERR_ALREADY);
}

/* ---- Names ---- */

TEST(test_numbers_are_given_in_order_from_zero) {
    for (uint32_t i = 0; i < 3; i++) {
        machine_add(RUNNING_APP("app"));
    }
    machine_boot();
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(process_id_number(machine_process(i)->id), i);
        assert_int_equal(process_id_slot(machine_process(i)->id), i);
    }
}

TEST(test_each_restart_gives_a_new_number_and_keeps_the_slot) {
    machine_add(RUNNING_APP("other"));
    struct process *p = machine_running();
    uint32_t slot = process_id_slot(p->id);
    uint32_t last = process_id_number(p->id);
    for (uint32_t i = 0; i < 5; i++) {
        process_restart(p, COMPLETION_CODE, 0);
        machine_turn();
        assert_true(process_id_number(p->id) > last);
        last = process_id_number(p->id);
    }
    assert_int_equal(process_id_slot(p->id), slot);
}

TEST(test_old_names_are_found_no_more) {
    struct process *p = machine_running();
    struct process_id old = p->id;
    assert_ptr_equal(process_find(old), p);
    assert_true(process_id_is_alive(old));
    process_restart(p, COMPLETION_CODE, 0);
    machine_turn();
    assert_null(process_find(old));
    assert_false(process_id_is_alive(old));
    assert_ptr_equal(process_find(p->id), p);
    assert_false(process_id_equal(p->id, old));
}

TEST(test_the_name_of_no_process_is_never_found) {
    machine_running();
    assert_null(process_find(process_id_none()));
    assert_false(process_id_is_alive(process_id_none()));
    assert_true(process_id_is_none(process_id_none()));
    for (uint32_t slot = 1; slot < PROCESS_SLOTS; slot++) {
        assert_null(process_find(process_id_of(0, slot)));
    }
}

TEST(test_no_two_processes_ever_have_one_number) {
    machine_add(RUNNING_APP("other"));
    struct process *p = machine_running();
    for (uint32_t i = 0; i < 20; i++) {
        assert_int_not_equal(process_id_number(p->id), process_id_number(machine_process(0)->id));
        process_restart(i % 3 == 0 ? p : machine_process(0), COMPLETION_CODE, 0);
        machine_turn();
    }
}

TEST(test_names_hold_slot_and_generation_whole) {
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        const uint32_t generations[] = {0, 1, 12345, PROCESS_GENERATION_MAX - 1};
        for (uint32_t i = 0; i < COUNT_OF(generations); i++) {
            struct process_id id = process_id_of(generations[i], slot);
            assert_int_equal(process_id_slot(id), slot);
            assert_int_equal(process_id_generation(id), generations[i]);
            assert_false(process_id_is_none(id));
        }
    }
}

TEST(test_when_its_generations_are_used_up_a_slot_starts_nothing_rather_than_give_a_name_twice) {
    machine_add(RUNNING_APP("other"));
    struct process *p = machine_running();
    machine_set_generation(p, PROCESS_GENERATION_MAX - 3);
    for (uint32_t i = 0; i < 5; i++) {
        struct process_id before = p->id;
        process_restart(p, COMPLETION_CODE, 0);
        (void)process_start(p);
        machine_turn();
        if (p->state == PROCESS_YIELDED) {
            assert_true(process_id_number(p->id) > process_id_number(before));
            assert_false(process_id_is_none(p->id));
        }
    }
    assert_int_equal(p->state, PROCESS_TERMINATED);
    struct process *other = machine_process(0); /* which has its own */
    process_restart(other, COMPLETION_CODE, 0);
    machine_turn();
    assert_int_equal(other->state, PROCESS_YIELDED);
}

/* ---- A new life ---- */

TEST(test_a_new_life_has_fresh_counters_but_one_restart_more) {
    struct process *p = machine_running();
    command(p, PROBE, 1, 0, 0);
    memop(p, MEMOP_DEBUG_STACK_TOP, ram_of(p));
    p->debug.slice_expirations = 5;
    p->debug.dropped_upcalls = 6;
    process_restart(p, COMPLETION_CODE, 9);
    machine_turn();
    const struct process_debug expected = {.restarts = 1};
    assert_memory_equal(&p->debug, &expected, sizeof expected);
    process_restart(p, COMPLETION_CODE, 9);
    machine_turn();
    assert_int_equal(p->debug.restarts, 2);
}

TEST(test_a_new_life_knows_how_the_last_one_ended) {
    struct process *p = machine_running();
    process_restart(p, COMPLETION_CODE, 9);
    machine_turn();
    assert_int_equal(p->completion, COMPLETION_CODE);
    assert_int_equal(p->completion_code, 9);
    process_restart(p, COMPLETION_FAULTED, 0);
    machine_turn();
    assert_int_equal(p->completion, COMPLETION_FAULTED);
}

TEST(test_a_new_life_begins_with_an_empty_queue) {
    struct process *p = machine_running();
    subscribe(p, PROBE, 0, function_of(p), 0);
    assert_int_equal(upcall_schedule(probe_handle.handle, p->id, 0, 1, 2, 3), OK);
    process_restart(p, COMPLETION_CODE, 0);
    machine_turn();
    assert_int_equal(p->upcalls.count, 0);
    machine_start(p);
    struct call c = yield_wait(p);
    assert_blocked(c);
}

TEST(test_a_new_life_is_not_stopped) {
    struct process *p = machine_running();
    assert_int_equal(process_stop(p), OK);
    process_restart(p, COMPLETION_CODE, 0);
    machine_turn();
    assert_false(p->stopped);
    assert_true(ready_set_has(&kernel.ready, 0));
}

TEST(test_the_protection_unit_forgets_what_the_last_life_could_reach) {
    struct process *p = machine_running();
    unsigned loads = fake_arch.mpu_loads;
    process_restart(p, COMPLETION_CODE, 0);
    machine_turn();
    machine_start(p);
    assert_true(fake_arch.mpu_loads > loads);
    assert_memory_equal(&fake_arch.regions, &p->regions, sizeof p->regions);
}

TEST(test_other_processes_do_not_notice) {
    machine_add(RUNNING_APP("bystander"));
    struct process *p = machine_running();
    struct process *bystander = machine_process(0);
    machine_settle(bystander);
    subscribe(bystander, PROBE, 0, function_of(bystander), 3);
    struct process_id id = bystander->id;
    fake_fault_other(p);
    process_restart(p, COMPLETION_FAULTED, 0);
    machine_turn();
    assert_true(process_id_equal(bystander->id, id));
    assert_int_equal(bystander->state, PROCESS_RUNNING);
    struct call c = subscribe(bystander, PROBE, 0, 0, 0);
    assert_success_2u32(c, function_of(bystander), 3);
}

/* ---- For system capsules ---- */

static void expect_info(const struct process *p, enum process_public_state state) {
    struct process_info info;
    assert_true(process_get_info(p->id, &info, management));
    assert_int_equal(info.state, state);
}

TEST(test_states_are_counted_as_people_do) {
    struct process *p = machine_running();
    expect_info(p, PUBLIC_STATE_RUNNING);
    yield_wait(p);
    expect_info(p, PUBLIC_STATE_YIELDED);
    assert_int_equal(process_stop(p), OK);
    expect_info(p, PUBLIC_STATE_STOPPED);
    fake_fault_other(p);
    expect_info(p, PUBLIC_STATE_FAULTED);
    process_terminate(p, COMPLETION_CODE, 0);
    expect_info(p, PUBLIC_STATE_TERMINATED);
    process_restart(p, COMPLETION_CODE, 0);
    assert_int_equal(process_start(p), OK);
    machine_turn();
    machine_settle(p);
    yield_wait_for(p, PROBE, 0);
    expect_info(p, PUBLIC_STATE_YIELDED_FOR);
}

TEST(test_info_counts_calls_restarts_and_grants) {
    struct process *p = machine_running();
    struct process_info info;
    assert_true(process_get_info(p->id, &info, management));
    uint32_t calls = info.syscalls;
    assert_int_equal(info.grants_used, 0);
    command(p, PROBE, 0, 0, 0);
    subscribe(p, PROBE, 0, 0, 0);
    subscribe(p, SECOND, 0, 0, 0);
    assert_true(process_get_info(p->id, &info, management));
    assert_int_equal(info.syscalls, calls + 3);
    assert_int_equal(info.grants_used, 2);
    assert_true(info.grants_total >= 4);
    assert_true(process_id_equal(info.id, p->id));
    assert_false(process_get_info(process_id_none(), &info, management));
}

TEST(test_processes_are_found_by_slot_and_by_number) {
    for (uint32_t i = 0; i < 3; i++) {
        machine_add(RUNNING_APP("app"));
    }
    machine_boot();
    assert_true(process_id_equal(process_in_slot_from(0, management), machine_process(0)->id));
    assert_true(process_id_equal(process_in_slot_from(2, management), machine_process(2)->id));
    assert_true(process_id_is_none(process_in_slot_from(3, management)));
    assert_true(process_id_is_none(process_in_slot_from(UINT32_MAX, management)));
    kernel.slots[1] = NULL;
    assert_true(process_id_equal(process_in_slot_from(1, management), machine_process(2)->id));
    assert_true(process_id_equal(process_with_number(2, management), machine_process(2)->id));
    assert_true(process_id_is_none(process_with_number(1, management)));
    assert_true(process_id_is_none(process_with_number(UINT32_MAX, management)));
}

TEST(test_names_are_put_whole) {
    struct process *p = machine_running();
    BUFFER_LOCAL(out, 32);
    process_put_name(p->id, &out, management);
    assert_int_equal(out.length, 7);
    assert_memory_equal(out_bytes, "running", 7);
    const struct slice_rw nowhere = {0, 0};
    assert_int_equal(process_copy_name(p->id, nowhere, management), 7);
    assert_int_equal(process_copy_name(process_id_none(), nowhere, management), 0);
    buffer_clear(&out);
    process_put_name(process_id_none(), &out, management);
    process_show_name(process_id_none(), &out, management);
    process_put_state(process_id_none(), &out, management);
    assert_int_equal(out.length, 0);
}

TEST(test_a_name_is_shown_without_control_characters) {
    machine_add(RUNNING_APP("a\x1B[2Jb\r\n\x7F"));
    machine_boot();
    BUFFER_LOCAL(out, 32);
    process_show_name(machine_process(0)->id, &out, management);
    assert_int_equal(out.length, 9);
    assert_memory_equal(out_bytes, "a?[2Jb???", 9);
}

TEST(test_control_does_what_the_operations_say_and_refuses_names_that_have_gone) {
    struct process *p = machine_running();
    struct process_id id = p->id;
    assert_int_equal(process_control(id, PROCESS_OPERATION_RESUME, management), ERR_ALREADY);
    assert_int_equal(process_control(id, PROCESS_OPERATION_STOP, management), OK);
    assert_int_equal(process_control(id, PROCESS_OPERATION_STOP, management), ERR_ALREADY);
    assert_int_equal(process_control(id, PROCESS_OPERATION_RESUME, management), OK);
    assert_int_equal(process_control(id, PROCESS_OPERATION_BOOT, management), ERR_ALREADY);
    assert_int_equal(process_control(id, PROCESS_OPERATION_FAULT, management), OK);
    assert_int_equal(p->state, PROCESS_FAULTED);
    assert_int_equal(p->cause, FAULT_FORCED);
    assert_int_equal(process_control(id, PROCESS_OPERATION_FAULT, management), ERR_ALREADY);
    assert_int_equal(process_control(id, PROCESS_OPERATION_TERMINATE, management), OK);
    assert_int_equal(process_control(id, PROCESS_OPERATION_TERMINATE, management), ERR_ALREADY);
    assert_int_equal(process_control(id, PROCESS_OPERATION_BOOT, management), OK);
    machine_turn();
    assert_int_equal(p->state, PROCESS_YIELDED);
    assert_int_equal(process_control(id, PROCESS_OPERATION_STOP, management), ERR_NODEVICE);
}
