/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Exit (ABI 2.9). */
#include "kernel/upcall.h"
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"

static struct call exit_call(struct process *p, uint32_t number, uint32_t code) {
    return call(p, SYSCALL_EXIT, number, code, JUNK_2, JUNK_3);
}

TEST(test_terminate_ends_the_process_with_its_code) {
    struct process *p = machine_running();
    struct call c = exit_call(p, EXIT_TERMINATE, 1234);
    assert_blocked(c);
    assert_int_equal(p->state, PROCESS_TERMINATED);
    assert_int_equal(p->completion, COMPLETION_CODE);
    assert_int_equal(p->completion_code, 1234);
    assert_false(ready_set_has(&kernel.ready, process_id_slot(p->id)));
}

TEST(test_a_terminated_process_stays_so) {
    struct process *p = machine_running();
    struct process_id id = p->id;
    exit_call(p, EXIT_TERMINATE, 0);
    machine_turn();
    assert_int_equal(p->state, PROCESS_TERMINATED);
    assert_true(process_id_equal(p->id, id));
}

TEST(test_terminate_empties_the_queue_and_forgets_the_grants) {
    struct process *p = machine_running();
    subscribe(p, PROBE, 0, function_of(p), 0);
    assert_int_equal(upcall_schedule(probe_handle.handle, p->id, 0, 1, 2, 3), OK);
    exit_call(p, EXIT_TERMINATE, 0);
    assert_int_equal(p->upcalls.count, 0);
    enum errorcode error = OK;
    GRANT_ENTER (probe_handle, p->id, app, error) {
        fail();
    }
    assert_int_equal(error, ERR_NODEVICE);
}

TEST(test_the_ram_of_a_terminated_process_stays_reserved) {
    struct process *p = machine_running();
    uint32_t start = p->memory.start;
    uint32_t end = p->memory.end;
    exit_call(p, EXIT_TERMINATE, 0);
    machine_turn();
    assert_int_equal(p->memory.start, start);
    assert_int_equal(p->memory.end, end);
    assert_ptr_equal(machine_process(0), p);
}

TEST(test_restart_begins_a_new_life_with_the_code_of_the_old_one) {
    struct process *p = machine_running();
    struct process_id id = p->id;
    struct call c = exit_call(p, EXIT_RESTART, 77);
    assert_blocked(c);
    machine_turn();
    assert_int_equal(p->state, PROCESS_YIELDED);
    assert_int_equal(p->completion, COMPLETION_CODE);
    assert_int_equal(p->completion_code, 77);
    assert_false(process_id_equal(p->id, id));
    assert_int_equal(p->debug.restarts, 1);
    assert_true(ready_set_has(&kernel.ready, process_id_slot(p->id)));
}

TEST(test_other_exit_numbers_are_not_supported) {
    struct process *p = machine_running();
    const uint32_t numbers[] = {2, 3, 255, 256, 257, UINT32_MAX};
    for (uint32_t i = 0; i < COUNT_OF(numbers); i++) {
        struct call c = exit_call(p, numbers[i], 1);
        assert_failure(c, ERR_NOSUPPORT);
        assert_int_equal(c.action, TRAP_RESUME);
        assert_int_equal(p->state, PROCESS_RUNNING);
    }
}

TEST(test_completion_codes_are_kept_whole) {
    struct process *p = machine_running();
    exit_call(p, EXIT_TERMINATE, UINT32_MAX);
    assert_int_equal(p->completion_code, UINT32_MAX);
}
