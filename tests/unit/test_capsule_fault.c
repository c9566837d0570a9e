/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Faults of capsules (kernel/capsule_fault.h): who is to blame, what is fenced off, when the watchdog
 * strikes, what a person is told. With CAPSULE_POLICY=QUARANTINE; that the CPU then goes on behind the
 * boundary is seen in tests/qemu/test_quarantine.py. */
#include "kernel/capsule_fault.h"

#include "kernel/driver.h"
#include "kernel/grant_slots.h"
#include "kernel/messages.h"
#include "kernel/process_control.h"
#include "kernel/quarantine.h"
#include "kernel/syscall.h"
#include "kernel/upcall.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"

static uintptr_t in_a(uint32_t offset) {
    return (uintptr_t)layout_capsules_start + offset;
}

static uintptr_t in_b(uint32_t offset) {
    return (uintptr_t)layout_capsules_start + FAKE_A_END + offset;
}

#define ELSEWHERE ((uintptr_t)&boundary)

static const uintptr_t empty_stack[1];

static struct capsule_fault fault_at(uintptr_t pc) {
    return (struct capsule_fault){.pc = pc, .stack = empty_stack, .stack_end = empty_stack};
}

static struct boundary_frame frames[3];

/* Calls that are going on, the last one innermost. */
static void push(unsigned index, uintptr_t function, uint32_t grants) {
    frames[index] = (struct boundary_frame){
        .previous = boundary.innermost, .function = function, .leave = grants << 8 | ERR_NODEVICE};
    boundary.innermost = &frames[index];
}

/* ---- Where ---- */

TEST(test_code_belongs_to_the_capsule_in_whose_range_it_is) {
    assert_int_equal(capsule_of(in_a(0)), 0);
    assert_int_equal(capsule_of(in_a(FAKE_A_END - 1)), 0);
    assert_int_equal(capsule_of(in_b(0)), 1);
    assert_int_equal(capsule_of(in_a(FAKE_C_END - 1)), 2);
    assert_int_equal(capsule_of(in_a(FAKE_C_END)), CAPSULE_NONE);
    assert_int_equal(capsule_of(in_a(0) - 1), CAPSULE_NONE);
    assert_int_equal(capsule_of(0), CAPSULE_NONE);
}

TEST(test_the_place_is_the_pc_or_the_call_that_was_made_last) {
    const uintptr_t stack[] = {1, in_a(7), in_b(9), in_b(5)};
    struct capsule_fault fault = {.pc = ELSEWHERE, .stack = stack, .stack_end = stack + 4};
    assert_int_equal(capsule_place(&fault, 1), in_b(7));
    assert_int_equal(capsule_place(&fault, CAPSULE_NONE), in_a(5));
    assert_int_equal(capsule_place(&fault, 2), 0);
    fault.pc = in_b(2);
    assert_int_equal(capsule_place(&fault, 1), in_b(2));
}

/* ---- Who ---- */

TEST(test_outside_of_all_boundaries_nobody_is_to_blame) {
    struct capsule_fault fault = fault_at(ELSEWHERE);
    assert_int_equal(capsule_faulted(&fault), CAPSULE_RESUME_NOWHERE);
    assert_int_equal(boundary.fenced, 0);
}

TEST(test_behind_the_boundary_of_the_kernel_nobody_is_to_blame) {
    push(0, in_a(1), 0);
    push(1, ELSEWHERE, 0);
    struct capsule_fault fault = fault_at(in_a(4));
    assert_int_equal(capsule_faulted(&fault), CAPSULE_RESUME_NOWHERE);
}

TEST(test_the_innermost_call_is_to_blame_wherever_the_pc_is) {
    push(0, in_a(1), 0);
    push(1, in_b(1), 0);
    struct capsule_fault fault = fault_at(ELSEWHERE);
    assert_int_equal(capsule_faulted(&fault), CAPSULE_RESUME_BOUNDARY);
    assert_true(boundary_is_fenced(in_b(3)));
    assert_false(boundary_is_fenced(in_a(3)));
    assert_false(boundary_is_fenced(ELSEWHERE));
}

TEST(test_another_fault_of_another_capsule_adds_to_the_fence) {
    struct capsule_fault fault = fault_at(ELSEWHERE);
    push(0, in_a(1), 0);
    capsule_faulted(&fault);
    push(1, in_b(1), 0);
    capsule_faulted(&fault);
    assert_int_equal(boundary.fenced, 3);
}

/* ---- What is left behind ---- */

TEST(test_grants_entered_behind_the_boundary_are_left_and_others_are_not) {
    struct process *p = machine_running();
    enum errorcode error;
    struct grant_handle handle = {.driver = (uint8_t)driver_find(PROBE)};
    assert_non_null(grant_enter(handle, p->id, &error));
    push(0, in_a(1), 1);
    struct capsule_fault fault = fault_at(in_a(1));
    capsule_faulted(&fault);
    assert_int_equal(grant_depth, 1);
    assert_null(grant_enter(handle, p->id, &error));
    push(1, in_b(1), 0);
    capsule_faulted(&fault);
    assert_int_equal(grant_depth, 0);
    assert_non_null(grant_enter(handle, p->id, &error));
}

TEST(test_what_is_queued_of_one_driver_is_forgotten_and_the_order_of_the_rest_stays) {
    struct upcall_queue q;
    upcall_queue_clear(&q);
    for (uint8_t i = 0; i < UPCALL_QUEUE_LENGTH; i++) {
        const struct upcall u = {.driver = i % 3, .subscribe = i};
        assert_int_equal(upcall_queue_push(&q, &u), OK);
    }
    upcall_queue_forget(&q, 1);
    struct upcall u;
    for (uint8_t i = 0; i < UPCALL_QUEUE_LENGTH; i++) {
        if (i % 3 != 1) {
            assert_true(upcall_queue_pop(&q, &u));
            assert_int_equal(u.subscribe, i);
        }
    }
    assert_false(upcall_queue_pop(&q, &u));
}

/* ---- The time ---- */

/* So many time-outs at this pc. Returns how the last one ended. */
static enum capsule_resume watch(uintptr_t pc, unsigned times) {
    struct capsule_fault fault = fault_at(pc);
    enum capsule_resume resume = CAPSULE_RESUME_NOWHERE;
    for (unsigned i = 0; i < times && resume == CAPSULE_RESUME_NOWHERE; i++) {
        resume = capsule_watch(&fault);
    }
    return resume;
}

TEST(test_within_the_budget_the_watchdog_only_starts_anew) {
    push(0, in_a(1), 0);
    for (unsigned i = 0; i < 100; i++) {
        assert_int_equal(watch(in_a(4), CAPSULE_TICKS - 1), CAPSULE_RESUME_NOWHERE);
        assert_int_equal(fake_board.watch_us, CAPSULE_TICK_US);
        capsule_watch_feed();
    }
}

TEST(test_a_process_may_run_for_as_long_as_it_likes) {
    for (unsigned i = 0; i < 10000; i++) {
        assert_int_equal(capsule_watch(NULL), CAPSULE_RESUME_NOWHERE);
        assert_int_equal(fake_board.watch_us, CAPSULE_TICK_US);
    }
}

TEST(test_a_capsule_that_goes_on_is_stopped) {
    push(0, in_a(1), 0);
    assert_int_equal(watch(in_a(4), 100), CAPSULE_RESUME_BOUNDARY);
    assert_int_equal(boundary.fenced, 1);
    assert_int_equal(fake_board.watch_us, CAPSULE_TICK_US);
    unit_assert_contains(fake_board.console, "capsule a.c faulted at line 3 (time budget)");
}

TEST(test_it_is_not_stopped_outside_of_the_code_of_capsules) {
    push(0, in_a(1), 0);
    assert_int_equal(watch(ELSEWHERE, 1000), CAPSULE_RESUME_NOWHERE);
    assert_true(fake_board.watch_us < CAPSULE_TICK_US);
    assert_int_equal(watch(in_a(2), 1), CAPSULE_RESUME_BOUNDARY);
}

TEST(test_a_kernel_that_hangs_panics) {
    push(0, in_a(1), 0);
    EXPECT_HALT(watch(ELSEWHERE, 10000));
    unit_assert_contains(fake_board.console, "watchdog: the kernel hangs");
}

TEST(test_who_calls_others_again_and_again_is_to_blame_not_they) {
    push(0, in_a(1), 0);
    enum capsule_resume resume = CAPSULE_RESUME_NOWHERE;
    for (unsigned i = 0; i < 1000 && resume == CAPSULE_RESUME_NOWHERE; i++) {
        push(1, in_b(1), 0); /* a new call each time the watchdog looks, nearly */
        resume = watch(in_b(4), 3);
        assert_int_equal(resume, CAPSULE_RESUME_NOWHERE);
        boundary.innermost = &frames[0];
        resume = watch(in_a(4), 1);
    }
    assert_int_equal(resume, CAPSULE_RESUME_BOUNDARY);
    assert_int_equal(boundary.fenced, 1);
}

/* ---- What a person is told ---- */

static void fake_fault_null(struct process *p) {
    fake_fault_at(p, 4);
}

static const struct arch_fault *fault_of(void (*make)(struct process *p)) {
    static struct process *p;
    p = p == NULL ? machine_running() : p;
    make(p);
    return &p->fault;
}

static const char *report(uintptr_t pc, const struct arch_fault *status) {
    static uint8_t bytes[128];
    struct buffer out = {.bytes = bytes, .capacity = sizeof bytes - 1};
    memset(bytes, 0, sizeof bytes);
    struct capsule_fault fault = fault_at(pc);
    fault.status = status;
    report_capsule_fault(&fault, 1, pc, &out);
    return (const char *)bytes;
}

TEST(test_the_report_has_the_line_in_which_the_address_is) {
    assert_string_equal(report(in_b(0), fault_of(fake_fault_null)),
                        "capsule b.c faulted at line 10 (null reference)");
    assert_string_equal(report(in_b(7), NULL), "capsule b.c faulted at line 10 (time budget)");
    assert_string_equal(report(in_b(8), fault_of(fake_fault_memory)),
                        "capsule b.c faulted at line 12 (memory access)");
    assert_string_equal(report(in_b(12), fault_of(fake_fault_instruction)),
                        "capsule b.c faulted at line 112 (index out of range, or a loop past its "
                        "bound)");
    assert_string_equal(report(in_b(31), fault_of(fake_fault_null)),
                        "capsule b.c faulted at line 112 (null reference)");
}

TEST(test_the_report_says_so_when_it_was_in_code_of_another_capsule) {
    assert_string_equal(report(in_a(4), fault_of(fake_fault_null)),
                        "capsule b.c faulted at a.c line 3 (null reference)");
    assert_string_equal(report(0, fault_of(fake_fault_null)),
                        "capsule b.c faulted (null reference)");
}

TEST(test_the_names_of_capsules_in_quarantine) {
    BUFFER_LOCAL(out, 32);
    boundary.fenced = 5;
    process_put_quarantined(&out);
    assert_int_equal(out.length, 8);
    assert_memory_equal(out.bytes, " a.c c.c", 8);
}
