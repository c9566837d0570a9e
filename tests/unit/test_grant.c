/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Grants (kernel/grant.h; ABI 2.11): allocated on first use, zeroed, entered once at a time, gone
 * with the process. */
#include "kernel/process_control.h"
#include "kernel/upcall.h"
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"

#define OTHERS 3u

/* OTHERS processes beside the one that is returned, which is in the last slot. All are running. */
static struct process *among_others(void) {
    for (uint32_t i = 0; i < OTHERS; i++) {
        machine_add(RUNNING_APP("other"));
    }
    struct process *p = machine_running();
    for (uint32_t i = 0; i < OTHERS; i++) {
        machine_settle(machine_process(i));
    }
    return p;
}

static bool has_grant(struct process *p) {
    uint32_t before = p->memory.kernel_break;
    bool had = false;
    enum errorcode error;
    GRANT_ENTER (probe_handle, p->id, app, error) {
        had = p->memory.kernel_break == before;
    }
    return had;
}

/* ---- Allocation ---- */

TEST(test_a_process_has_no_grant_until_it_or_its_driver_uses_it) {
    struct process *p = machine_running();
    struct process_id pid;
    GRANT_EACH (probe_handle, pid, app) {
        fail();
    }
    assert_false(has_grant(p)); /* and now it has */
    assert_true(has_grant(p));
}

TEST(test_subscribe_and_allow_allocate_the_grant) {
    struct process *p = among_others();
    subscribe(p, PROBE, 0, 0, 0);
    assert_true(has_grant(p));
    allow_ro(machine_process(0), PROBE, 0, 0, 0);
    assert_true(has_grant(machine_process(0)));
    allow_rw(machine_process(1), PROBE, 0, 0, 0);
    assert_true(has_grant(machine_process(1)));
    allow_readable(machine_process(2), PROBE, 0, 0, 0);
    assert_true(has_grant(machine_process(2)));
}

TEST(test_a_grant_is_taken_from_below_the_kernels_break_once) {
    struct process *p = machine_running();
    uint32_t before = p->memory.kernel_break;
    subscribe(p, PROBE, 0, 0, 0);
    uint32_t after = p->memory.kernel_break;
    assert_true(after < before);
    assert_true(before - after >= 8 * 8 + sizeof(struct probe_state));
    subscribe(p, PROBE, 1, 0, 0);
    allow_rw(p, PROBE, 1, 0, 0);
    assert_int_equal(p->memory.kernel_break, after);
}

TEST(test_a_fresh_grant_is_zeroed) {
    struct process *p = machine_running();
    memset(bytes_at(p->memory.kernel_break - 512), 0xEE, 512);
    enum errorcode error;
    GRANT_ENTER (probe_handle, p->id, app, error) {
        static const struct probe_state zero;
        assert_memory_equal(app, &zero, sizeof zero);
    }
    struct call c = subscribe(p, PROBE, 0, 0, 0);
    assert_success_2u32(c, 0, 0);
    c = allow_ro(p, PROBE, 1, 0, 0);
    assert_success_2u32(c, 0, 0);
}

TEST(test_the_state_of_a_grant_is_aligned_to_eight_bytes) {
    struct process *p = machine_running();
    enum errorcode error;
    subscribe(p, SECOND, 0, 0, 0); /* an odd size before it */
    GRANT_ENTER (probe_handle, p->id, app, error) {
        assert_int_equal((uintptr_t)app % 8, 0);
    }
    assert_int_equal(error, OK);
}

TEST(test_a_grant_lies_out_of_the_processes_reach) {
    struct process *p = machine_running();
    enum errorcode error;
    GRANT_ENTER (probe_handle, p->id, app, error) {
        uint32_t at = (uint32_t)(uintptr_t)app;
        assert_in_range(at, p->memory.kernel_break, p->memory.end - sizeof *app);
        assert_sound(p);
    }
}

TEST(test_prepare_allocates_without_entering) {
    struct process *p = machine_running();
    assert_int_equal(grant_prepare(probe_handle.handle, p->id), OK);
    assert_true(has_grant(p));
    assert_int_equal(grant_prepare(huge_handle.handle, p->id), ERR_NOMEM);
    assert_int_equal(grant_prepare(probe_handle.handle, process_id_none()), ERR_NODEVICE);
}

/* ---- Entering ---- */

TEST(test_what_is_written_in_a_grant_is_there_the_next_time) {
    struct process *p = machine_running();
    enum errorcode error;
    GRANT_ENTER (probe_handle, p->id, app, error) {
        app->word = 0x12345678;
        app->bytes[11] = 0x9A;
    }
    bool ran = false;
    GRANT_ENTER (probe_handle, p->id, app, error) {
        ran = true;
        assert_int_equal(app->word, 0x12345678);
        assert_int_equal(app->bytes[11], 0x9A);
    }
    assert_true(ran);
    assert_int_equal(error, OK);
}

TEST(test_the_block_runs_exactly_once) {
    struct process *p = machine_running();
    unsigned runs = 0;
    enum errorcode error = ERR_FAIL;
    GRANT_ENTER (probe_handle, p->id, app, error) {
        runs++;
    }
    assert_int_equal(runs, 1);
    assert_int_equal(error, OK);
}

TEST(test_a_grant_that_is_entered_cannot_be_entered_again) {
    struct process *p = machine_running();
    enum errorcode outer;
    enum errorcode inner = OK;
    GRANT_ENTER (probe_handle, p->id, app, outer) {
        GRANT_ENTER (probe_handle, p->id, again, inner) {
            fail();
        }
        assert_int_equal(inner, ERR_ALREADY);
        app->word = 5;
    }
    assert_int_equal(outer, OK);
    GRANT_ENTER (probe_handle, p->id, app, outer) {
        assert_int_equal(app->word, 5);
    }
    assert_int_equal(outer, OK);
}

TEST(test_a_refused_entry_does_not_leave_the_outer_one) {
    struct process *p = machine_running();
    enum errorcode error;
    GRANT_ENTER (probe_handle, p->id, app, error) {
        enum errorcode inner;
        for (uint32_t i = 0; i < 3; i++) {
            GRANT_ENTER (probe_handle, p->id, again, inner) {
                fail();
            }
            assert_int_equal(inner, ERR_ALREADY);
        }
    }
}

TEST(test_grants_of_other_drivers_and_processes_can_be_entered_inside) {
    struct process *p = among_others();
    enum errorcode error;
    unsigned deepest = 0;
    GRANT_ENTER (probe_handle, p->id, app, error) {
        app->word = 1;
        GRANT_ENTER (second_handle, p->id, second, error) {
            second->byte = 2;
            GRANT_ENTER (probe_handle, machine_process(0)->id, other, error) {
                other->word = 3;
                deepest++;
            }
        }
        assert_int_equal(app->word, 1);
    }
    assert_int_equal(deepest, 1);
    GRANT_ENTER (probe_handle, p->id, app, error) {
        assert_int_equal(app->word, 1);
    }
    GRANT_ENTER (second_handle, p->id, second, error) {
        assert_int_equal(second->byte, 2);
    }
    GRANT_ENTER (probe_handle, machine_process(0)->id, other, error) {
        assert_int_equal(other->word, 3);
    }
}

/* Two handles in each of the processes. */
static unsigned enter_deeper(uint32_t level) {
    enum errorcode error;
    unsigned deeper = 0;
    if (level == 2 * (OTHERS + 1)) {
        GRANT_ENTER (eager_handle, machine_process(0)->id, app, error) {
            fail();
        }
        assert_int_equal(error, ERR_BUSY);
        return level;
    }
    struct process_id pid = machine_process(level / 2)->id;
    if (level % 2 == 0) {
        GRANT_ENTER (probe_handle, pid, app, error) {
            deeper = enter_deeper(level + 1);
        }
    } else {
        GRANT_ENTER (second_handle, pid, app, error) {
            deeper = enter_deeper(level + 1);
        }
    }
    assert_int_equal(error, OK);
    return deeper;
}

TEST(test_only_so_many_grants_can_be_entered_at_once) {
    among_others();
    assert_int_equal(GRANT_DEPTH, 2 * (OTHERS + 1));
    assert_int_equal(enter_deeper(0), GRANT_DEPTH);
    assert_int_equal(enter_deeper(0), GRANT_DEPTH); /* all were left */
}

/* ---- Why the block does not run ---- */

static enum errorcode error_of(struct process_id pid) {
    enum errorcode error = OK;
    GRANT_ENTER (probe_handle, pid, app, error) {
        fail();
    }
    return error;
}

TEST(test_the_grant_of_a_process_that_has_gone_is_no_device) {
    struct process *p = machine_running();
    struct process_id old = p->id;
    process_restart(p, COMPLETION_CODE, 0);
    machine_turn();
    assert_int_equal(error_of(old), ERR_NODEVICE);
    assert_int_equal(error_of(process_id_none()), ERR_NODEVICE);
    assert_int_equal(error_of(process_id_of(0, 5)), ERR_NODEVICE);
}

TEST(test_the_grant_of_a_dead_process_is_no_device) {
    struct process *p = machine_running();
    subscribe(p, PROBE, 0, 0, 0);
    fake_fault_other(p);
    assert_int_equal(error_of(p->id), ERR_NODEVICE);
    process_terminate(p, COMPLETION_FAULTED, 0);
    assert_int_equal(error_of(p->id), ERR_NODEVICE);
}

TEST(test_a_grant_for_which_there_is_no_room_is_no_memory) {
    struct process *p = machine_running();
    machine_fill(p);
    assert_int_equal(error_of(p->id), ERR_NOMEM);
    enum errorcode error;
    GRANT_ENTER (huge_handle, p->id, app, error) {
        fail();
    }
    assert_int_equal(error, ERR_NOMEM);
}

TEST(test_a_driver_without_a_grant_has_none_to_enter) {
    struct process *p = machine_running();
    enum errorcode error = OK;
    assert_null(grant_enter(bare_handle, p->id, &error));
    assert_int_equal(error, ERR_NOMEM);
    assert_int_equal(grant_prepare(bare_handle, p->id), ERR_NOMEM);
}

/* ---- However a block is left, the grant is left ---- */

static void leave_by_return(struct process_id pid) {
    enum errorcode error;
    GRANT_ENTER (probe_handle, pid, app, error) {
        app->word++;
        return;
    }
}

static void leave_by_break(struct process_id pid) {
    enum errorcode error;
    GRANT_ENTER (probe_handle, pid, app, error) {
        app->word++;
        break;
    }
}

static void leave_by_continue(struct process_id pid) {
    enum errorcode error;
    GRANT_ENTER (probe_handle, pid, app, error) {
        app->word++;
        continue;
    }
}

static void leave_by_goto(struct process_id pid) {
    enum errorcode error;
    GRANT_ENTER (probe_handle, pid, app, error) {
        app->word++;
        goto out;
    }
out:
    return;
}

TEST(test_return_break_continue_and_goto_leave_a_grant) {
    static void (*const ways[])(struct process_id) = {leave_by_return, leave_by_break,
                                                      leave_by_continue, leave_by_goto};
    struct process *p = machine_running();
    for (uint32_t round = 0; round < 3 * GRANT_DEPTH; round++) {
        ways[round % COUNT_OF(ways)](p->id);
        assert_true(has_grant(p));
    }
    enum errorcode error;
    GRANT_ENTER (probe_handle, p->id, app, error) {
        assert_int_equal(app->word, 3 * GRANT_DEPTH);
    }
}

TEST(test_return_leaves_all_grants_that_are_entered) {
    struct process *p = among_others();
    for (uint32_t i = 0; i < 2 * GRANT_DEPTH; i++) {
        struct process_id pid;
        enum errorcode error;
        GRANT_ENTER (second_handle, p->id, second, error) {
            leave_by_return(machine_process(0)->id);
            GRANT_EACH (probe_handle, pid, app) {
                goto out;
            }
        }
    out:;
    }
    assert_int_equal(enter_deeper(0), GRANT_DEPTH);
}

/* ---- Each ---- */

static struct process *with_grants(void) {
    struct process *p = among_others();
    subscribe(p, PROBE, 0, 0, 0);
    subscribe(machine_process(0), PROBE, 0, 0, 0);
    subscribe(machine_process(2), PROBE, 0, 0, 0);
    return p;
}

static const uint32_t slots_with_grants[] = {0, 2, 3};

TEST(test_each_visits_the_processes_that_have_the_grant_in_slot_order) {
    with_grants();
    uint32_t count = 0;
    struct process_id pid;
    GRANT_EACH (probe_handle, pid, app) {
        assert_int_equal(process_id_slot(pid), slots_with_grants[count]);
        assert_true(process_id_equal(pid, machine_process(slots_with_grants[count])->id));
        app->word = 10 + count;
        count++;
    }
    assert_int_equal(count, 3);
    enum errorcode error;
    GRANT_ENTER (probe_handle, machine_process(2)->id, app, error) {
        assert_int_equal(app->word, 11);
    }
}

TEST(test_each_does_not_allocate) {
    with_grants();
    uint32_t before = machine_process(1)->memory.kernel_break;
    struct process_id pid;
    GRANT_EACH (probe_handle, pid, app) {
    }
    assert_int_equal(machine_process(1)->memory.kernel_break, before);
}

TEST(test_each_leaves_out_dead_processes) {
    with_grants();
    fake_fault_other(machine_process(2));
    process_terminate(machine_process(0), COMPLETION_CODE, 0);
    uint32_t count = 0;
    struct process_id pid;
    GRANT_EACH (probe_handle, pid, app) {
        assert_int_equal(process_id_slot(pid), 3);
        count++;
    }
    assert_int_equal(count, 1);
}

TEST(test_each_leaves_out_grants_that_are_entered) {
    with_grants();
    enum errorcode error;
    uint32_t count = 0;
    struct process_id pid;
    GRANT_ENTER (probe_handle, machine_process(2)->id, outer, error) {
        GRANT_EACH (probe_handle, pid, app) {
            assert_int_not_equal(process_id_slot(pid), 2);
            count++;
        }
    }
    assert_int_equal(count, 2);
}

TEST(test_break_ends_each_and_leaves_its_grant) {
    with_grants();
    uint32_t count = 0;
    struct process_id pid;
    GRANT_EACH (probe_handle, pid, app) {
        count++;
        if (process_id_slot(pid) == 2) {
            break;
        }
    }
    assert_int_equal(count, 2);
    assert_int_equal(process_id_slot(pid), 2);
    for (uint32_t i = 0; i < 3; i++) {
        assert_true(has_grant(machine_process(slots_with_grants[i])));
    }
}

TEST(test_continue_goes_on_with_the_next_process) {
    with_grants();
    uint32_t count = 0;
    struct process_id pid;
    GRANT_EACH (probe_handle, pid, app) {
        if (process_id_slot(pid) == 0) {
            continue;
        }
        count++;
    }
    assert_int_equal(count, 2);
}

TEST(test_inside_each_the_grant_is_entered) {
    with_grants();
    struct process_id pid;
    GRANT_EACH (probe_handle, pid, app) {
        enum errorcode error;
        GRANT_ENTER (probe_handle, pid, again, error) {
            fail();
        }
        assert_int_equal(error, ERR_ALREADY);
        GRANT_ENTER (second_handle, pid, second, error) {
            second->byte++;
        }
        assert_int_equal(error, OK);
    }
}

TEST(test_each_inside_each_sees_the_other_processes) {
    with_grants();
    uint32_t pairs = 0;
    struct process_id outer;
    struct process_id inner;
    GRANT_EACH (probe_handle, outer, a) {
        GRANT_EACH (probe_handle, inner, b) {
            assert_false(process_id_equal(outer, inner));
            pairs++;
        }
    }
    assert_int_equal(pairs, 6);
}

TEST(test_a_process_that_dies_inside_each_does_not_end_it) {
    with_grants();
    uint32_t count = 0;
    struct process_id pid;
    GRANT_EACH (probe_handle, pid, app) {
        process_terminate(process_find(pid), COMPLETION_CODE, 0);
        count++;
    }
    assert_int_equal(count, 3);
    GRANT_EACH (probe_handle, pid, app) {
        fail();
    }
}

/* ---- Death ---- */

TEST(test_a_process_may_die_while_its_grant_is_entered) {
    struct process *p = machine_running();
    enum errorcode error;
    GRANT_ENTER (probe_handle, p->id, app, error) {
        process_terminate(p, COMPLETION_CODE, 0);
        app->word = 1; /* its memory is still its own */
        assert_int_equal(upcall_schedule(probe_handle.handle, p->id, 0, 1, 2, 3), ERR_NODEVICE);
    }
    process_restart(p, COMPLETION_CODE, 0);
    assert_int_equal(process_start(p), OK);
    machine_turn();
    machine_settle(p);
    assert_false(has_grant(p));
}

TEST(test_a_restarted_process_has_a_fresh_grant_and_a_new_name) {
    struct process *p = machine_running();
    struct process_id old = p->id;
    enum errorcode error;
    GRANT_ENTER (probe_handle, old, app, error) {
        app->word = 77;
    }
    process_restart(p, COMPLETION_CODE, 0);
    assert_int_equal(error_of(old), ERR_NODEVICE); /* from this very moment on */
    machine_turn();
    assert_int_equal(error_of(old), ERR_NODEVICE);
    GRANT_ENTER (probe_handle, p->id, app, error) {
        assert_int_equal(app->word, 0);
    }
    assert_int_equal(error, OK);
}

TEST(test_each_finds_the_new_life_only_once_it_has_a_grant) {
    struct process *p = machine_running();
    subscribe(p, PROBE, 0, 0, 0);
    process_restart(p, COMPLETION_CODE, 0);
    machine_turn();
    struct process_id pid;
    GRANT_EACH (probe_handle, pid, app) {
        fail();
    }
    machine_settle(p);
    subscribe(p, PROBE, 0, 0, 0);
    uint32_t count = 0;
    GRANT_EACH (probe_handle, pid, app) {
        assert_true(process_id_equal(pid, p->id));
        count++;
    }
    assert_int_equal(count, 1);
}

TEST(test_one_drivers_hunger_may_starve_another) {
    struct process *p = machine_running();
    machine_fill(p);
    struct call c = subscribe(p, SECOND, 0, 0, 0);
    assert_swap_failure(c, ERR_NOMEM);
}

/* ---- Before any command ---- */

TEST(test_a_driver_that_wants_its_grant_before_any_command_has_it) {
    struct process *p = machine_running();
    uint32_t before = p->memory.kernel_break;
    struct call c = command(p, EAGER, 99, 0, 0);
    assert_success(c);
    assert_true(p->memory.kernel_break < before);
    uint32_t count = 0;
    struct process_id pid;
    GRANT_EACH (eager_handle, pid, app) {
        assert_int_equal(app->word, 0);
        count++;
    }
    assert_int_equal(count, 1);
}

TEST(test_each_and_upcalls_see_no_grant_that_waits_for_a_command) {
    struct process *p = machine_running();
    struct process_id pid;
    GRANT_EACH (eager_handle, pid, app) {
        fail();
    }
    assert_int_equal(upcall_schedule(eager_handle.handle, p->id, 0, 1, 2, 3), ERR_INVAL);
}

TEST(test_a_restarted_process_gets_the_grant_before_its_next_command) {
    struct process *p = machine_running();
    command(p, EAGER, 1, 0, 0);
    process_restart(p, COMPLETION_CODE, 0);
    machine_turn();
    machine_settle(p);
    struct call c = command(p, EAGER, 1, 0, 0);
    assert_success(c);
    uint32_t count = 0;
    struct process_id pid;
    GRANT_EACH (eager_handle, pid, app) {
        count++;
    }
    assert_int_equal(count, 1);
}
