/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A capsule may keep the name of a process for as long as it likes: once the process has ended, or
 * begun a new life, the name means nothing, whatever it is used for (ABI 5.2). */
#include "kernel/capability_mint.h"
#include "kernel/capsule.h"
#include "kernel/process_control.h"
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"

#define MANAGEMENT CAPABILITY_MINT(process_management_capability)

/* A process in its second life, with a grant and buffers, and the name of its first. */
static struct process_id old;
static struct process *in_second_life(void) {
    struct process *p = machine_running();
    old = p->id;
    process_restart(p, COMPLETION_CODE, 0);
    machine_turn();
    machine_settle(p);
    struct call c = subscribe(p, PROBE, 0, function_of(p), 0);
    assert_success_2u32(c, 0, 0);
    c = allow_ro(p, PROBE, 0, ram_of(p), 16);
    assert_success_2u32(c, 0, 0);
    c = allow_rw(p, PROBE, 0, ram_of(p), 16);
    assert_success_2u32(c, 0, 0);
    assert_false(process_id_equal(p->id, old));
    return p;
}

TEST(test_an_old_name_is_not_alive) {
    struct process *p = in_second_life();
    assert_false(process_id_is_alive(old));
    assert_true(process_id_is_alive(p->id));
    process_terminate(p, COMPLETION_CODE, 0);
    assert_false(process_id_is_alive(p->id));
}

TEST(test_an_old_name_enters_no_grant) {
    struct process *p = in_second_life();
    enum errorcode error = OK;
    GRANT_ENTER (probe_handle, old, app, error) {
        fail();
    }
    assert_int_equal(error, ERR_NODEVICE);
    assert_int_equal(grant_prepare(probe_handle.handle, old), ERR_NODEVICE);
    GRANT_ENTER (probe_handle, p->id, app, error) {
        app->word = 1;
    }
    assert_int_equal(error, OK);
}

TEST(test_an_old_name_schedules_no_upcall) {
    struct process *p = in_second_life();
    assert_int_equal(upcall_schedule(probe_handle.handle, old, 0, 1, 2, 3), ERR_NODEVICE);
    assert_int_equal(p->upcalls.count, 0);
    assert_int_equal(p->debug.dropped_upcalls, 0);
}

TEST(test_an_old_name_has_no_buffers) {
    struct process *p = in_second_life();
    assert_int_equal(slice_allowed_ro(probe_handle.handle, old, 0).length, 0);
    assert_int_equal(slice_allowed_rw(probe_handle.handle, old, 0).length, 0);
    assert_int_equal(slice_allowed_ro(probe_handle.handle, p->id, 0).length, 16);
}

TEST(test_an_old_name_can_be_neither_looked_at_nor_managed) {
    struct process *p = in_second_life();
    struct process_info info;
    assert_false(process_get_info(old, &info, MANAGEMENT));
    BUFFER_LOCAL(out, 64);
    process_put_name(old, &out, MANAGEMENT);
    process_show_name(old, &out, MANAGEMENT);
    process_put_state(old, &out, MANAGEMENT);
    assert_int_equal(out.length, 0);
    assert_int_equal(process_copy_name(old, (struct slice_rw){0, 0}, MANAGEMENT), 0);
    for (unsigned operation = 0; operation <= PROCESS_OPERATION_BOOT; operation++) {
        assert_int_equal(process_control(old, (enum process_operation)operation, MANAGEMENT),
                         ERR_NODEVICE);
    }
    assert_int_equal(p->state, PROCESS_RUNNING);
    assert_false(p->stopped);
    assert_true(process_id_is_none(process_with_number(process_id_number(old), MANAGEMENT)));
}

TEST(test_a_report_on_an_old_name_has_no_lines) {
    in_second_life();
    struct report_cursor report;
    process_report_begin(&report);
    BUFFER_LOCAL(out, 128);
    assert_false(process_report_line(&report, old, &out, MANAGEMENT));
}

/* Who reads slowly finds that the process has begun a new life: the report ends, it does not go on
 * with another process's numbers. */
TEST(test_a_report_ends_when_its_process_begins_a_new_life) {
    struct process *p = machine_running();
    struct process_id id = p->id;
    struct report_cursor report;
    process_report_begin(&report);
    for (unsigned i = 0; i < 5; i++) {
        BUFFER_LOCAL(out, 128);
        assert_true(process_report_line(&report, id, &out, MANAGEMENT));
    }
    process_restart(p, COMPLETION_CODE, 0);
    machine_turn();
    BUFFER_LOCAL(out, 128);
    assert_false(process_report_line(&report, id, &out, MANAGEMENT));
}

/* Two readers, each with a cursor of its own, do not disturb each other. */
TEST(test_two_reports_at_once_are_each_whole) {
    struct process *p = machine_running();
    static char alone[4096];
    static char first[4096];
    static char second[4096];
    char *texts[] = {alone, first, second};
    struct report_cursor cursors[3];
    for (unsigned i = 0; i < 3; i++) {
        process_report_begin(&cursors[i]);
    }
    BUFFER_LOCAL(out, 128);
    while (process_report_line(&cursors[0], p->id, &out, MANAGEMENT)) {
        strncat(texts[0], (const char *)out.bytes, out.length);
        buffer_clear(&out);
    }
    bool more = true;
    while (more) {
        more = false;
        for (unsigned i = 1; i < 3; i++) {
            buffer_clear(&out);
            if (process_report_line(&cursors[i], p->id, &out, MANAGEMENT)) {
                strncat(texts[i], (const char *)out.bytes, out.length);
                more = true;
            }
        }
    }
    assert_true(strlen(alone) > 200);
    assert_string_equal(first, alone);
    assert_string_equal(second, alone);
}
