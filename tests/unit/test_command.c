/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Command (ABI 2.5), the return variants (1.2), and what the trap does after a command that has
 * done something to a process. */
#include "kernel/deferred_call.h"
#include "kernel/process_control.h"
#include "kernel/upcall.h"
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"

TEST(test_the_driver_is_told_caller_command_and_both_arguments) {
    struct process *p = machine_running();
    command(p, PROBE, 7, 0x11111111, 0x22222222);
    assert_int_equal(probe.commands, 1);
    assert_true(process_id_equal(probe.caller, p->id));
    assert_int_equal(probe.command, 7);
    assert_int_equal(probe.arg1, 0x11111111);
    assert_int_equal(probe.arg2, 0x22222222);
}

TEST(test_an_unknown_driver_is_no_device) {
    struct process *p = machine_running();
    const uint32_t unknown[] = {UNKNOWN,        0,          1,          0x70, PROBE + 32,
                                PROBE ^ 0x1001, UINT32_MAX, 0x80000050u};
    for (uint32_t i = 0; i < COUNT_OF(unknown); i++) {
        UNIT_CONTEXT("driver 0x%x", unknown[i]);
        struct call c = command(p, unknown[i], 0, 1, 2);
        assert_failure(c, ERR_NODEVICE);
        assert_int_equal(c.action, TRAP_RESUME);
    }
    assert_int_equal(probe.commands, 0);
}

TEST(test_a_command_does_not_need_a_grant) {
    struct process *p = machine_running();
    uint32_t kernel_break = p->memory.kernel_break;
    struct call c = command(p, HUGE, 1, 0, 0);
    assert_success(c);
    c = command(p, BARE, 1, 0, 0);
    assert_success(c);
    c = command(p, PROBE, 1, 0, 0);
    assert_success(c);
    assert_int_equal(p->memory.kernel_break, kernel_break);
}

/* ---- Variants: exactly the registers that they list are written ---- */

static command_result answer_success(struct probe *self, struct process_id caller) {
    (void)self;
    (void)caller;
    return command_success();
}

static command_result answer_u32(struct probe *self, struct process_id caller) {
    (void)self;
    (void)caller;
    return command_success_u32(0xA1);
}

static command_result answer_2u32(struct probe *self, struct process_id caller) {
    (void)self;
    (void)caller;
    return command_success_2u32(0xA1, 0xA2);
}

static command_result answer_3u32(struct probe *self, struct process_id caller) {
    (void)self;
    (void)caller;
    return command_success_3u32(0xA1, 0xA2, 0xA3);
}

static command_result answer_u64(struct probe *self, struct process_id caller) {
    (void)self;
    (void)caller;
    return command_success_u64(0x1122334455667788u);
}

static command_result answer_failure(struct probe *self, struct process_id caller) {
    (void)self;
    (void)caller;
    return command_failure(ERR_RESERVE);
}

static command_result answer_status_ok(struct probe *self, struct process_id caller) {
    (void)self;
    (void)caller;
    return command_status(OK);
}

static command_result answer_status_off(struct probe *self, struct process_id caller) {
    (void)self;
    (void)caller;
    return command_status(ERR_OFF);
}

static struct call answered(command_result (*answer)(struct probe *, struct process_id)) {
    static struct process *p;
    p = p == NULL ? machine_running() : p;
    probe.answer = answer;
    struct call c = command(p, PROBE, 5, JUNK_2, JUNK_3);
    assert_int_equal(c.action, TRAP_RESUME);
    return c;
}

TEST(test_success_writes_one_register) {
    struct call c = answered(answer_success);
    assert_success(c);
    c = answered(answer_status_ok);
    assert_success(c);
}

TEST(test_success_with_a_word_writes_two_registers) {
    struct call c = answered(answer_u32);
    assert_success_u32(c, 0xA1);
}

TEST(test_success_with_two_words_writes_three_registers) {
    struct call c = answered(answer_2u32);
    assert_success_2u32(c, 0xA1, 0xA2);
}

TEST(test_success_with_three_words_writes_four_registers) {
    struct call c = answered(answer_3u32);
    assert_success_3u32(c, 0xA1, 0xA2, 0xA3);
}

TEST(test_success_with_a_double_word_writes_low_then_high) {
    struct call c = answered(answer_u64);
    expect_variant(&c, 131, 2, 0x55667788, 0x11223344, 0, __FILE__, __LINE__);
}

TEST(test_failure_writes_two_registers) {
    struct call c = answered(answer_failure);
    assert_failure(c, ERR_RESERVE);
    c = answered(answer_status_off);
    assert_failure(c, ERR_OFF);
}

/* ---- Work that a command leaves behind ---- */

static void nothing(struct probe *self) {
    (void)self;
}
static struct deferred_call later = DEFERRED_CALL(struct probe, nothing, &probe);

static command_result answer_later(struct probe *self, struct process_id caller) {
    (void)self;
    (void)caller;
    deferred_call_set(&later);
    return command_success_u32(1);
}

TEST(test_a_command_that_defers_work_answers_and_leaves_the_process) {
    struct process *p = machine_running();
    probe.answer = answer_later;
    struct call c = command(p, PROBE, 1, 0, 0);
    assert_success_u32(c, 1);
    assert_int_equal(c.action, TRAP_LEAVE);
    assert_int_equal(p->state, PROCESS_RUNNING);
}

static command_result answer_stop(struct probe *self, struct process_id caller) {
    (void)self;
    assert_int_equal(process_stop(process_find(caller)), OK);
    return command_success_u32(2);
}

TEST(test_a_command_that_stops_its_caller_answers_all_the_same) {
    struct process *p = machine_running();
    probe.answer = answer_stop;
    struct call c = command(p, PROBE, 1, 0, 0);
    assert_success_u32(c, 2);
    assert_int_equal(c.action, TRAP_LEAVE);
    assert_false(ready_set_has(&kernel.ready, process_id_slot(p->id)));
    assert_int_equal(process_resume(p), OK);
    assert_true(ready_set_has(&kernel.ready, process_id_slot(p->id)));
    assert_int_equal(p->state, PROCESS_RUNNING);
}

static command_result answer_terminate(struct probe *self, struct process_id caller) {
    (void)self;
    process_terminate(process_find(caller), COMPLETION_CODE, 3);
    return command_success_u32(3);
}

TEST(test_a_command_that_terminates_its_caller_does_not_answer) {
    struct process *p = machine_running();
    probe.answer = answer_terminate;
    struct call c = command(p, PROBE, 1, 0, 0);
    assert_blocked(c);
    assert_int_equal(p->state, PROCESS_TERMINATED);
}

static command_result answer_restart(struct probe *self, struct process_id caller) {
    (void)self;
    process_restart(process_find(caller), COMPLETION_CODE, 3);
    return command_success_u32(3);
}

TEST(test_a_command_that_restarts_its_caller_does_not_answer) {
    struct process *p = machine_running();
    probe.answer = answer_restart;
    struct call c = command(p, PROBE, 1, 0, 0);
    assert_blocked(c);
    machine_turn();
    assert_int_equal(p->state, PROCESS_YIELDED);
    assert_int_equal(fake_frame(p)->r[0], 0); /* the new frame */
}

static command_result answer_schedule(struct probe *self, struct process_id caller) {
    (void)self;
    (void)upcall_schedule(probe_handle.handle, caller, 0, 1, 2, 3);
    return command_success();
}

TEST(test_an_upcall_scheduled_inside_a_command_waits_for_yield) {
    struct process *p = machine_running();
    subscribe(p, PROBE, 0, function_of(p), 9);
    probe.answer = answer_schedule;
    struct call c = command(p, PROBE, 1, 0, 0);
    assert_success(c);
    assert_int_equal(c.action, TRAP_RESUME);
    yield_wait(p);
    assert_upcall(p, function_of(p), 1, 2, 3, 9);
}

/* ---- Counting ---- */

TEST(test_every_call_is_counted_and_the_last_one_remembered) {
    struct process *p = machine_running();
    uint32_t before = p->debug.syscalls;
    command(p, PROBE, 3, 0, 0);
    command(p, UNKNOWN, 4, 0, 0);
    memop(p, MEMOP_RAM_START, 0);
    yield_no_wait(p, 0);
    assert_int_equal(p->debug.syscalls, before + 4);
    command(p, PROBE, 42, 0, 0);
    assert_int_equal(p->debug.last_class, SYSCALL_COMMAND);
    assert_int_equal(p->debug.last_args[0], PROBE);
    assert_int_equal(p->debug.last_args[1], 42);
}

/* ---- Classes (ABI 1.1, D1) ---- */

TEST(test_a_class_that_does_not_exist_is_a_fault) {
    machine_add(RUNNING_APP("bystander"));
    struct process *p = machine_running();
    struct call c = call(p, 8, PROBE, 0, 0, 0);
    assert_blocked(c);
    assert_int_equal(p->state, PROCESS_FAULTED);
    assert_int_equal(p->cause, FAULT_SYSCALL_CLASS);
    assert_int_equal(machine_process(0)->state, PROCESS_YIELDED);
}

TEST(test_every_class_from_eight_on_is_a_fault) {
    for (uint32_t class = 8; class <= 0xFF; class ++) {
        static struct process *p;
        p = p == NULL ? machine_running() : p;
        UNIT_CONTEXT("class %u", class);
        struct call c = call(p, class, 0, 0, 0, 0);
        assert_blocked(c);
        assert_int_equal(p->state, PROCESS_FAULTED);
        process_restart(p, COMPLETION_FAULTED, 0);
        machine_turn();
        machine_settle(p);
    }
}
