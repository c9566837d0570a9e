/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Fault policies (kernel/fault.h; ABI 5.6): what they decide, and that they are applied when the
 * report has been read to its end. */
#include "kernel/fault.h"
#include "kernel/messages.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"

/* ---- Deciding ---- */

static enum fault_action decide(enum fault_policy_kind kind, uint32_t limit, uint32_t restarts) {
    return fault_decide((struct fault_policy){kind, limit}, restarts);
}

TEST(test_three_policies_do_not_look_at_restarts) {
    const uint32_t restarts[] = {0, 1, 5, UINT32_MAX};
    for (uint32_t i = 0; i < COUNT_OF(restarts); i++) {
        assert_int_equal(decide(FAULT_POLICY_PANIC, 3, restarts[i]), FAULT_ACTION_PANIC);
        assert_int_equal(decide(FAULT_POLICY_STOP, 3, restarts[i]), FAULT_ACTION_STOP);
        assert_int_equal(decide(FAULT_POLICY_RESTART, 3, restarts[i]), FAULT_ACTION_RESTART);
    }
}

TEST(test_a_limit_of_n_restarts_a_process_that_was_restarted_at_most_n_times) {
    const uint32_t limits[] = {0, 1, 3, UINT32_MAX - 1};
    for (uint32_t i = 0; i < COUNT_OF(limits); i++) {
        uint32_t n = limits[i];
        assert_int_equal(decide(FAULT_POLICY_RESTART_LIMIT, n, n), FAULT_ACTION_RESTART);
        assert_int_equal(decide(FAULT_POLICY_RESTART_LIMIT, n, n + 1), FAULT_ACTION_STOP);
        assert_int_equal(decide(FAULT_POLICY_RESTART_PANIC, n, n), FAULT_ACTION_RESTART);
        assert_int_equal(decide(FAULT_POLICY_RESTART_PANIC, n, n + 1), FAULT_ACTION_PANIC);
    }
}

/* ---- Applying ---- */

static unsigned announced;

static void available(unsigned *count) {
    (*count)++;
}
static const struct message_client client = MESSAGE_CLIENT(unsigned, available, &announced);

static char text[16384];

/* Reads what there is to be read, as a capsule does that has a very fast wire. */
static void read_all(void) {
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX + 2);
    uint32_t length = (uint32_t)strlen(text);
    while (messages_fetch(&line)) {
        assert_true(length + line.length < sizeof text);
        memcpy(&text[length], &line_bytes[line.first], line.length);
        length += line.length;
        text[length] = '\0';
    }
}

static struct process *with_policy(enum fault_policy_kind kind, uint32_t limit) {
    fake_fault_policy = (struct fault_policy){kind, limit};
    struct process *p = machine_running();
    messages_start(&client);
    return p;
}

TEST(test_stop_leaves_the_process_faulted) {
    struct process *p = with_policy(FAULT_POLICY_STOP, 0);
    fake_fault_other(p);
    machine_turn();
    read_all();
    machine_turn();
    assert_int_equal(p->state, PROCESS_FAULTED);
    assert_int_equal(p->completion, COMPLETION_FAULTED);
    unit_assert_contains(text, "Process running faulted and was stopped.\r\n");
    assert_false(process_is_alive(p));
    assert_sound(p);
}

TEST(test_restart_begins_a_new_life) {
    struct process *p = with_policy(FAULT_POLICY_RESTART, 0);
    fake_fault_other(p);
    machine_turn();
    read_all();
    machine_turn();
    assert_int_equal(p->state, PROCESS_YIELDED);
    assert_int_equal(p->debug.restarts, 1);
    assert_int_equal(p->completion, COMPLETION_FAULTED);
    unit_assert_contains(text, "Process running faulted and will be restarted.\r\n");
}

TEST(test_the_policy_waits_until_the_report_has_been_read) {
    struct process *p = with_policy(FAULT_POLICY_RESTART, 0);
    fake_fault_other(p);
    machine_turn();
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX + 2);
    for (uint32_t i = 0; i < 5; i++) {
        assert_true(messages_fetch(&line));
        machine_turn();
        assert_int_equal(p->state, PROCESS_FAULTED);
        assert_int_equal(p->debug.restarts, 0);
    }
    read_all();
    machine_turn();
    assert_int_equal(p->debug.restarts, 1);
}

TEST(test_a_faulted_process_is_announced_to_whoever_reads) {
    struct process *p = with_policy(FAULT_POLICY_STOP, 0);
    announced = 0;
    fake_fault_other(p);
    machine_turn();
    assert_true(announced > 0);
}

TEST(test_restarts_go_on_up_to_the_limit_then_the_process_stops) {
    struct process *p = with_policy(FAULT_POLICY_RESTART_LIMIT, 2);
    for (uint32_t restarts = 0; restarts <= 2; restarts++) {
        assert_int_equal(p->debug.restarts, restarts);
        fake_fault_other(p);
        machine_turn();
        read_all();
        machine_turn();
        assert_int_equal(p->state, PROCESS_YIELDED);
        machine_settle(p);
    }
    fake_fault_other(p);
    machine_turn();
    read_all();
    machine_turn();
    assert_int_equal(p->state, PROCESS_FAULTED);
    assert_int_equal(p->debug.restarts, 3);
}

TEST(test_panic_takes_the_system_down_naming_the_process) {
    struct process *p = with_policy(FAULT_POLICY_PANIC, 0);
    fake_fault_other(p);
    EXPECT_HALT(machine_turn());
    unit_assert_contains(fake_board.console, "panicked at ");
    unit_assert_contains(fake_board.console, "Process running had a fault");
    unit_assert_contains(fake_board.console, "<fault status 0x0>");
    assert_true(fake_arch.interrupts_off);
}

TEST(test_restart_panic_panics_beyond_its_limit) {
    struct process *p = with_policy(FAULT_POLICY_RESTART_PANIC, 0);
    fake_fault_other(p);
    machine_turn();
    read_all();
    machine_turn();
    machine_settle(p);
    fake_fault_other(p);
    EXPECT_HALT(machine_turn());
    unit_assert_contains(fake_board.console, "Process running had a fault");
}

TEST(test_two_faults_are_both_reported_and_each_in_one_piece) {
    machine_add(RUNNING_APP("first"));
    struct process *p = with_policy(FAULT_POLICY_STOP, 0);
    fake_fault_other(p);
    machine_turn();
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX + 2);
    assert_true(messages_fetch(&line));   /* the report on p has begun ... */
    fake_fault_other(machine_process(0)); /* ... when one in a lower slot has a fault */
    machine_turn();
    read_all();
    machine_turn();
    const char *end_of_second = strstr(text, "Process running faulted and was stopped.");
    const char *begin_of_first = strstr(text, "Process first had a fault");
    assert_non_null(end_of_second);
    assert_non_null(begin_of_first);
    assert_non_null(strstr(text, "Process first faulted and was stopped."));
    assert_true(end_of_second < begin_of_first);
}

TEST(test_a_process_that_is_terminated_meanwhile_is_reported_no_further) {
    struct process *p = with_policy(FAULT_POLICY_RESTART, 0);
    fake_fault_other(p);
    machine_turn();
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX + 2);
    assert_true(messages_fetch(&line));
    process_terminate(p, COMPLETION_CODE, 3);
    assert_false(messages_fetch(&line));
    machine_turn();
    assert_int_equal(p->state, PROCESS_TERMINATED);
    assert_int_equal(p->completion_code, 3);
}

TEST(test_without_faults_there_is_nothing_to_report) {
    with_policy(FAULT_POLICY_RESTART, 0);
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX + 2);
    assert_false(fault_report_line(&line));
    assert_false(messages_fetch(&line));
}

/* ---- The headline ---- */

static const char *headline(struct process *p) {
    machine_turn();
    read_all();
    (void)p;
    return text;
}

TEST(test_an_access_near_zero_is_called_a_null_pointer) {
    struct process *p = with_policy(FAULT_POLICY_STOP, 0);
    fake_fault_at(p, 8);
    unit_assert_contains(headline(p),
                         "Process running had a fault: null pointer, address 0x00000008\r\n");
}

TEST(test_an_access_elsewhere_is_called_foreign_memory) {
    struct process *p = with_policy(FAULT_POLICY_STOP, 0);
    fake_fault_at(p, 0x40001000u);
    unit_assert_contains(
        headline(p), "had a fault: access to memory that is not its own, address 0x40001000\r\n");
}

TEST(test_an_access_just_below_memory_is_called_a_stack_overflow) {
    struct process *p = with_policy(FAULT_POLICY_STOP, 0);
    fake_fault_at(p, p->memory.start - 4);
    unit_assert_contains(headline(p), "had a fault: stack overflow, address 0x");
}

TEST(test_a_fault_with_the_stack_pointer_below_memory_is_called_a_stack_overflow) {
    struct process *p = with_policy(FAULT_POLICY_STOP, 0);
    p->context.psp = p->memory.start - 64;
    fake_fault_memory(p);
    unit_assert_contains(headline(p), "had a fault: stack overflow");
}

TEST(test_a_bad_instruction_is_called_so) {
    struct process *p = with_policy(FAULT_POLICY_STOP, 0);
    fake_fault_instruction(p);
    unit_assert_contains(headline(p), "had a fault: instruction that it may not execute");
}

TEST(test_a_jump_to_nowhere_is_called_a_null_pointer) {
    struct process *p = with_policy(FAULT_POLICY_STOP, 0);
    fake_fault_fetch(p, 0);
    unit_assert_contains(headline(p),
                         "had a fault: call through a null pointer, address 0x00000000\r\n");
}

TEST(test_a_jump_elsewhere_is_named_with_its_address) {
    struct process *p = with_policy(FAULT_POLICY_STOP, 0);
    fake_fault_fetch(p, 0x20000100);
    unit_assert_contains(
        headline(p), "had a fault: jump to memory that it may not execute, address 0x20000100\r\n");
}

TEST(test_an_instruction_that_is_none_is_named_with_its_address) {
    struct process *p = with_policy(FAULT_POLICY_STOP, 0);
    fake_fault_execute(p, 0x00080420);
    unit_assert_contains(
        headline(p), "had a fault: instruction that it may not execute, address 0x00080420\r\n");
}

TEST(test_a_memory_fault_without_an_address_says_what_is_known) {
    struct process *p = with_policy(FAULT_POLICY_STOP, 0);
    fake_fault_memory(p);
    unit_assert_contains(headline(p), "had a fault: stack pointer outside its memory\r\n");
}

TEST(test_a_fault_of_another_kind_is_an_exception) {
    struct process *p = with_policy(FAULT_POLICY_STOP, 0);
    fake_fault_other(p);
    unit_assert_contains(headline(p), "had a fault: exception\r\n");
}

TEST(test_a_fault_that_a_person_asked_for_says_so) {
    struct process *p = with_policy(FAULT_POLICY_STOP, 0);
    process_fault(p, FAULT_FORCED);
    unit_assert_contains(headline(p), "had a fault: asked for by a person\r\n");
}

TEST(test_a_bad_class_and_a_bad_yield_number_are_named) {
    struct process *p = with_policy(FAULT_POLICY_STOP, 0);
    call(p, 99, 0, 0, 0, 0);
    unit_assert_contains(headline(p), "had a fault: system call class that does not exist: 99");
    process_restart(p, COMPLETION_CODE, 0);
    machine_turn();
    machine_settle(p);
    call(p, SYSCALL_YIELD, 77, 0, 0, 0);
    unit_assert_contains(headline(p), "had a fault: yield number that does not exist: 77");
}

TEST(test_a_stack_pointer_outside_memory_is_named) {
    struct process *p = with_policy(FAULT_POLICY_STOP, 0);
    uint32_t psp = p->context.psp;
    memop(p, MEMOP_BRK, psp);
    char expected[64] = "stack pointer outside its memory, stack pointer 0x";
    unit_assert_contains(headline(p), expected);
}

TEST(test_a_name_cannot_play_tricks_with_the_terminal) {
    machine_add(RUNNING_APP("evil\x1B[31m\r\n"));
    struct process *p = with_policy(FAULT_POLICY_STOP, 0);
    (void)p;
    fake_fault_other(machine_process(0));
    unit_assert_contains(headline(p), "Process evil?[31m?? had a fault");
    unit_assert_lacks(text, "\x1B");
}
