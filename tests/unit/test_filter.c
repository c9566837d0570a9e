/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Filtering of system calls by the permissions in the header (ABI 2.10). */
#include "tests/unit/machine.h"
#include "tests/unit/probe.h"

static struct process *permitted(const struct tbf_permission *list, uint32_t count) {
    machine_add(&(const struct app){.name = "permitted",
                                    .minimum_ram = RUNNING_RAM,
                                    .permissions = list,
                                    .permission_count = count});
    assert_int_equal(machine_boot(), 1);
    struct process *p = machine_process(0);
    machine_settle(p);
    return p;
}

static const struct tbf_permission probe_5_only[] = {{PROBE, 0, 1u << 5}};

TEST(test_without_a_permissions_header_everything_is_permitted) {
    struct process *p = machine_running();
    struct call c = command(p, PROBE, 6, 0, 0);
    assert_success(c);
    c = subscribe(p, SECOND, 0, 0, 0);
    assert_success_2u32(c, 0, 0);
}

TEST(test_a_permitted_command_reaches_the_driver) {
    struct process *p = permitted(probe_5_only, 1);
    struct call c = command(p, PROBE, 5, 0, 0);
    assert_success(c);
    assert_int_equal(probe.commands, 1);
}

TEST(test_a_command_that_is_not_permitted_is_a_plain_failure_with_no_device) {
    struct process *p = permitted(probe_5_only, 1);
    const uint32_t commands[] = {0, 4, 6, 5 + 64, 5 + 32, 5 + 256, UINT32_MAX};
    for (uint32_t i = 0; i < COUNT_OF(commands); i++) {
        struct call c = command(p, PROBE, commands[i], 1, 2);
        assert_failure(c, ERR_NODEVICE);
        assert_int_equal(c.action, TRAP_RESUME);
    }
    assert_int_equal(probe.commands, 0);
}

TEST(test_subscribe_and_allow_need_the_driver_in_any_entry) {
    static const struct tbf_permission list[] = {{PROBE, 3, 0}};
    struct process *p = permitted(list, 1);
    struct call c = subscribe(p, PROBE, 0, function_of(p), 0);
    assert_success_2u32(c, 0, 0);
    c = allow_rw(p, PROBE, 0, ram_of(p), 1);
    assert_success_2u32(c, 0, 0);
    c = allow_ro(p, PROBE, 0, ram_of(p), 1);
    assert_success_2u32(c, 0, 0);
    c = allow_readable(p, PROBE, 0, ram_of(p), 1);
    assert_success_2u32(c, 0, 0);
}

/* ABI D5: plain failure, not the variant of the class. */
TEST(test_rejected_subscribe_and_allow_are_plain_failures) {
    struct process *p = permitted(probe_5_only, 1);
    struct call c = subscribe(p, SECOND, 0, function_of(p), 0);
    assert_failure(c, ERR_NODEVICE);
    c = allow_rw(p, SECOND, 0, ram_of(p), 1);
    assert_failure(c, ERR_NODEVICE);
    c = allow_ro(p, SECOND, 0, ram_of(p), 1);
    assert_failure(c, ERR_NODEVICE);
    c = allow_readable(p, SECOND, 0, ram_of(p), 1);
    assert_failure(c, ERR_NODEVICE);
}

TEST(test_the_filter_comes_before_every_other_check) {
    struct process *p = permitted(probe_5_only, 1);
    struct call c = subscribe(p, UNKNOWN, 0, 1, 0);
    assert_failure(c, ERR_NODEVICE);
    c = allow_rw(p, SECOND, 99, 1, UINT32_MAX);
    assert_failure(c, ERR_NODEVICE);
    assert_int_equal(p->upcalls.count, 0);
}

TEST(test_an_empty_permissions_list_permits_nothing) {
    static const struct tbf_permission none[1];
    struct process *p = permitted(none, 0);
    struct call c = command(p, PROBE, 0, 0, 0);
    assert_failure(c, ERR_NODEVICE);
    c = subscribe(p, PROBE, 0, 0, 0);
    assert_failure(c, ERR_NODEVICE);
}

TEST(test_yield_memop_and_exit_are_never_filtered) {
    static const struct tbf_permission none[1];
    struct process *p = permitted(none, 0);
    struct call c = memop(p, MEMOP_RAM_START, 0);
    assert_success_u32(c, p->memory.start);
    c = yield_no_wait(p, 0);
    assert_silent(c);
    c = call(p, SYSCALL_EXIT, 9, 0, 0, 0);
    assert_failure(c, ERR_NOSUPPORT);
    c = yield_wait(p);
    assert_blocked(c);
}

TEST(test_a_class_that_does_not_exist_is_a_fault_in_a_filtered_process_too) {
    struct process *p = permitted(probe_5_only, 1);
    struct call c = call(p, 9, PROBE, 5, 0, 0);
    assert_blocked(c);
    assert_int_equal(p->state, PROCESS_FAULTED);
}
