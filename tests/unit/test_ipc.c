/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Inter-process communication (kernel/ipc.h; ABI 6): finding, notifying, sharing, and the end of
 * sharing, which is looked for in what the protection unit holds. */
#include "kernel/ipc.h"
#include "kernel/upcall.h"
#include "tests/unit/machine.h"
#include "tests/unit/model_v7m.h"
#include "tests/unit/probe.h"

static struct ipc ipc;

#define DRIVERS(X)   \
    PROBE_DRIVERS(X) \
    X(IPC, DRIVER_IPC, struct ipc, &ipc, ipc_command, &ipc_apps_layout)
DRIVER_INDICES(DRIVERS);
static struct ipc ipc = {.apps = GRANT_HANDLE(IPC)};
DRIVER_TABLE(DRIVERS);
static const struct grant_handle probe_driver = {DRIVER_INDEX_PROBE};

#define DISCOVER 1
#define NOTIFY_SERVICE 2
#define NOTIFY_CLIENT 3

#define BUFFER_BYTES 64u

/* Processes "a", "b", "c" ... in slots 0, 1, 2 ..., all running. */
static void boot(uint32_t count) {
    static const char *const names[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    for (uint32_t i = 0; i < count; i++) {
        machine_add(RUNNING_APP(names[i]));
    }
    assert_int_equal(machine_boot(), count);
    for (uint32_t i = 0; i < count; i++) {
        machine_settle(machine_process(i));
    }
}

static struct process *process(uint32_t slot) {
    return machine_process(slot);
}

static struct call notify(uint32_t from, uint32_t command_number, uint32_t to) {
    return command(process(from), DRIVER_IPC, command_number, to, JUNK_3);
}

/* Process `slot` subscribes as a service, at its own slot, or as a client of another. */
static void listen_at(uint32_t slot, uint32_t number) {
    struct call c = subscribe(process(slot), DRIVER_IPC, number, function_of(process(slot)), 7);
    assert_int_equal(c.r[0], 130);
}

static void expect_delivery(uint32_t slot, uint32_t sender, uint32_t length, uint32_t address) {
    struct process *p = process(slot);
    if (p->state == PROCESS_RUNNING) {
        yield_wait(p);
    } else {
        assert_true(machine_wake(p));
    }
    assert_upcall(p, function_of(p), sender, length, address, 7);
}

/* ---- Finding ---- */

static struct call discover(uint32_t slot, const char *name, uint32_t length) {
    struct process *p = process(slot);
    struct call c = allow_ro(p, DRIVER_IPC, 0, machine_put_text(p, 0, name), length);
    assert_int_equal(c.r[0], 130);
    return command(p, DRIVER_IPC, DISCOVER, JUNK_2, JUNK_3);
}

TEST(test_the_driver_is_there) {
    boot(1);
    struct call c = command(process(0), DRIVER_IPC, 0, 0, 0);
    assert_success(c);
}

TEST(test_other_commands_are_not_supported) {
    boot(1);
    const uint32_t commands[] = {4, 5, 256, UINT32_MAX};
    for (uint32_t i = 0; i < COUNT_OF(commands); i++) {
        struct call c = command(process(0), DRIVER_IPC, commands[i], 0, 0);
        assert_failure(c, ERR_NOSUPPORT);
    }
}

TEST(test_discover_answers_the_slot_of_the_process_of_that_name) {
    boot(3);
    struct call c = discover(0, "c", 1);
    assert_success_u32(c, 2);
    c = discover(0, "a", 1); /* a service learns its own slot like this */
    assert_success_u32(c, 0);
}

TEST(test_discover_compares_exact_bytes) {
    machine_add(RUNNING_APP("service"));
    machine_add(RUNNING_APP("serv"));
    machine_add(RUNNING_APP("client"));
    machine_boot();
    machine_settle(process(2));
    struct call c = discover(2, "serv", 4);
    assert_success_u32(c, 1);
    c = discover(2, "service", 7);
    assert_success_u32(c, 0);
    c = discover(2, "services", 8);
    assert_failure(c, ERR_NODEVICE);
    c = discover(2, "Service", 7);
    assert_failure(c, ERR_NODEVICE);
    c = discover(2, "service\0", 8);
    assert_failure(c, ERR_NODEVICE);
    c = discover(2, "s", 1);
    assert_failure(c, ERR_NODEVICE);
}

TEST(test_discover_finds_the_first_of_several_and_dead_ones_too) {
    machine_add(RUNNING_APP("twin"));
    machine_add(RUNNING_APP("twin"));
    machine_add(RUNNING_APP("client"));
    machine_boot();
    machine_settle(process(2));
    process_terminate(process(0), COMPLETION_CODE, 0);
    struct call c = discover(2, "twin", 4);
    assert_success_u32(c, 0);
}

TEST(test_discover_without_a_name_is_invalid) {
    boot(1);
    struct call c = command(process(0), DRIVER_IPC, DISCOVER, 0, 0);
    assert_failure(c, ERR_INVAL);
    c = discover(0, "", 0);
    assert_failure(c, ERR_INVAL);
}

TEST(test_discover_without_room_for_the_grant_is_no_memory) {
    boot(1);
    machine_fill(process(0));
    struct call c = command(process(0), DRIVER_IPC, DISCOVER, 0, 0);
    assert_failure(c, ERR_NOMEM);
}

TEST(test_a_name_may_lie_in_flash) {
    boot(2);
    struct process *p = process(0);
    uint32_t at = flash_of(p);
    assert_int_equal(*bytes_at(at), 0);
    struct call c = allow_ro(p, DRIVER_IPC, 0, at, 1);
    assert_success_2u32(c, 0, 0);
    c = command(p, DRIVER_IPC, DISCOVER, 0, 0);
    assert_failure(c, ERR_NODEVICE);
}

TEST(test_there_are_as_many_upcalls_and_buffers_as_slots) {
    boot(1);
    struct process *p = process(0);
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        struct call c = subscribe(p, DRIVER_IPC, slot, 0, 0);
        assert_success_2u32(c, 0, 0);
        c = allow_rw(p, DRIVER_IPC, slot, ram_of(p), 4);
        assert_success_2u32(c, 0, 0);
    }
    struct call c = subscribe(p, DRIVER_IPC, PROCESS_SLOTS, 0, 0);
    assert_swap_failure(c, ERR_NOSUPPORT);
    c = allow_rw(p, DRIVER_IPC, PROCESS_SLOTS, ram_of(p), 4);
    assert_swap_failure(c, ERR_NOSUPPORT);
    c = allow_ro(p, DRIVER_IPC, 1, ram_of(p), 4);
    assert_swap_failure(c, ERR_NOSUPPORT);
}

/* ---- Notifying ---- */

TEST(test_a_service_is_notified_at_its_own_slot_with_the_clients_slot) {
    boot(3);
    listen_at(1, 1);
    struct call c = notify(2, NOTIFY_SERVICE, 1);
    assert_success(c);
    expect_delivery(1, 2, 0, 0);
}

TEST(test_a_client_is_notified_at_the_services_slot) {
    boot(3);
    listen_at(2, 1);
    struct call c = notify(1, NOTIFY_CLIENT, 2);
    assert_success(c);
    expect_delivery(2, 1, 0, 0);
}

TEST(test_the_two_kinds_of_notification_are_not_mixed_up) {
    boot(3);
    listen_at(1, 1);
    notify(2, NOTIFY_CLIENT, 1); /* to upcall 2 of process 1: not subscribed */
    struct call c = yield_wait(process(1));
    assert_blocked(c);
    notify(2, NOTIFY_SERVICE, 1);
    expect_delivery(1, 2, 0, 0);
}

TEST(test_a_notification_wakes_a_process_that_waits) {
    boot(2);
    listen_at(1, 1);
    struct call c = yield_wait(process(1));
    assert_blocked(c);
    notify(0, NOTIFY_SERVICE, 1);
    assert_true(ready_set_has(&kernel.ready, 1));
    expect_delivery(1, 0, 0, 0);
}

TEST(test_a_slot_without_a_process_is_invalid) {
    boot(2);
    const uint32_t slots[] = {2, PROCESS_SLOTS - 1, PROCESS_SLOTS, 255, 256, 257, UINT32_MAX};
    for (uint32_t i = 0; i < COUNT_OF(slots); i++) {
        struct call c = notify(0, NOTIFY_SERVICE, slots[i]);
        assert_failure(c, ERR_INVAL);
        c = notify(0, NOTIFY_CLIENT, slots[i]);
        assert_failure(c, ERR_INVAL);
    }
}

TEST(test_a_dead_process_is_no_device) {
    boot(3);
    fake_fault_other(process(1));
    struct call c = notify(0, NOTIFY_SERVICE, 1);
    assert_failure(c, ERR_NODEVICE);
    process_terminate(process(2), COMPLETION_CODE, 0);
    c = notify(0, NOTIFY_CLIENT, 2);
    assert_failure(c, ERR_NODEVICE);
}

TEST(test_a_notification_to_oneself_is_dropped) {
    boot(1);
    listen_at(0, 0);
    struct call c = notify(0, NOTIFY_SERVICE, 0);
    assert_success(c);
    c = notify(0, NOTIFY_CLIENT, 0);
    assert_success(c);
    c = yield_wait(process(0));
    assert_blocked(c);
}

TEST(test_a_full_queue_is_no_memory) {
    boot(2);
    listen_at(1, 1);
    subscribe(process(1), PROBE, 0, function_of(process(1)), 0);
    for (uint32_t i = 0; i < UPCALL_QUEUE_LENGTH; i++) {
        assert_int_equal(upcall_schedule(probe_driver, process(1)->id, 0, 1, 2, 3), OK);
    }
    struct call c = notify(0, NOTIFY_SERVICE, 1);
    assert_failure(c, ERR_NOMEM);
}

TEST(test_notifications_cannot_fill_a_queue) {
    boot(2);
    listen_at(1, 1);
    for (uint32_t i = 0; i < IPC_QUEUED_MAX; i++) {
        struct call c = notify(0, NOTIFY_SERVICE, 1);
        assert_success(c);
    }
    struct call c = notify(0, NOTIFY_SERVICE, 1);
    assert_failure(c, ERR_NOMEM);
    subscribe(process(1), PROBE, 0, function_of(process(1)), 0);
    for (uint32_t i = IPC_QUEUED_MAX; i < UPCALL_QUEUE_LENGTH; i++) {
        assert_int_equal(upcall_schedule(probe_driver, process(1)->id, 0, 1, 2, 3), OK);
    }
    expect_delivery(1, 0, 0, 0);
    c = notify(0, NOTIFY_SERVICE, 1);
    assert_success(c);
}

TEST(test_notifications_and_upcalls_are_delivered_in_order) {
    boot(3);
    struct process *p = process(1);
    listen_at(1, 1);
    subscribe(p, PROBE, 0, function_of(p) + 8, 9);
    notify(0, NOTIFY_SERVICE, 1);
    assert_int_equal(upcall_schedule(probe_driver, p->id, 0, 11, 12, 13), OK);
    notify(2, NOTIFY_SERVICE, 1);
    expect_delivery(1, 0, 0, 0);
    yield_wait(p);
    assert_upcall(p, function_of(p) + 8, 11, 12, 13, 9);
    expect_delivery(1, 2, 0, 0);
}

TEST(test_a_process_that_is_not_subscribed_sleeps_on) {
    boot(2);
    struct call c = yield_wait(process(1));
    assert_blocked(c);
    notify(0, NOTIFY_SERVICE, 1);
    if (ready_set_has(&kernel.ready, 1)) {
        assert_false(machine_wake(process(1)));
    }
    assert_int_equal(process(1)->state, PROCESS_YIELDED);
    assert_false(ready_set_has(&kernel.ready, 1));
}

TEST(test_no_wait_delivers_a_notification) {
    boot(2);
    struct process *p = process(1);
    listen_at(1, 1);
    notify(0, NOTIFY_SERVICE, 1);
    struct call c = yield_no_wait(p, ram_of(p));
    assert_int_equal(c.action, TRAP_RESUME);
    assert_upcall(p, function_of(p), 0, 0, 0, 7);
    assert_int_equal(*bytes_at(ram_of(p)), 1);
}

/* ABI D19: it must not crash; here it is matched by its number. */
TEST(test_wait_for_sees_a_notification_that_is_queued) {
    boot(2);
    struct process *p = process(1);
    struct process *sender = process(0);
    allow_rw(sender, DRIVER_IPC, 1, ram_of(sender), BUFFER_BYTES);
    notify(0, NOTIFY_SERVICE, 1);
    struct call c = yield_wait_for(p, DRIVER_IPC, 1);
    assert_int_equal(c.action, TRAP_RESUME);
    assert_int_equal(c.r[0], 0);
    assert_int_equal(c.r[1], BUFFER_BYTES);
    assert_int_equal(c.r[2], ram_of(sender));
    assert_int_equal(c.r[3], c.passed[3]);
}

TEST(test_a_process_that_waits_for_a_notification_is_woken_by_it) {
    boot(2);
    struct call c = yield_wait_for(process(1), DRIVER_IPC, 1);
    assert_blocked(c);
    notify(0, NOTIFY_SERVICE, 1);
    assert_true(ready_set_has(&kernel.ready, 1));
    if (process(1)->state != PROCESS_RUNNING) {
        assert_true(machine_wake(process(1)));
    }
    assert_int_equal(fake_frame(process(1))->r[0], 0);
}

TEST(test_a_process_that_waits_for_a_notification_is_not_flooded_with_it) {
    boot(2);
    struct call c = yield_wait_for(process(1), DRIVER_IPC, 1);
    assert_blocked(c);
    for (uint32_t i = 0; i < 20; i++) {
        notify(0, NOTIFY_SERVICE, 1);
    }
    assert_int_equal(upcall_queue_ipc_count(&process(1)->upcalls), IPC_QUEUED_MAX);
}

/* As with upcalls: what is queued must not keep a process from the one thing that it waits for. */
TEST(test_a_process_gets_the_notification_it_waits_for_however_many_others_are_queued) {
    boot(3);
    for (uint32_t i = 0; i < IPC_QUEUED_MAX; i++) {
        struct call c = notify(0, NOTIFY_SERVICE, 1);
        assert_success(c);
    }
    struct call c = yield_wait_for(process(1), DRIVER_IPC, 2); /* process 2 as a service */
    assert_blocked(c);
    c = notify(2, NOTIFY_CLIENT, 1);
    assert_success(c);
    assert_true(ready_set_has(&kernel.ready, 1));
}

TEST(test_wait_for_a_notification_without_room_for_the_grant_works) {
    boot(2);
    struct process *sender = process(0);
    allow_rw(sender, DRIVER_IPC, 1, ram_of(sender), BUFFER_BYTES);
    machine_fill(process(1));
    notify(0, NOTIFY_SERVICE, 1);
    struct call c = yield_wait_for(process(1), DRIVER_IPC, 1);
    assert_int_equal(c.action, TRAP_RESUME);
    assert_int_equal(c.r[2], ram_of(sender));
}

/* ---- Sharing ---- */

static bool may_access(uint32_t slot, uint32_t address, enum model_access access) {
    struct model_v7m m = {0};
    machine_switch_to(process(slot));
    model_v7m_write(&m, fake_arch.regions.flash.rbar, fake_arch.regions.flash.rasr);
    model_v7m_write(&m, fake_arch.regions.ram_low.rbar, fake_arch.regions.ram_low.rasr);
    model_v7m_write(&m, fake_arch.regions.ram_high.rbar, fake_arch.regions.ram_high.rasr);
    for (unsigned i = 0; i < MPU_SHARES && fake_arch.has_shares; i++) {
        model_v7m_write(&m, fake_arch.shares[i].region.rbar, fake_arch.shares[i].region.rasr);
    }
    return model_v7m_permits(&m, address, access, MODEL_USER);
}

/* Process `slot` may read and write these bytes, and not those beside them; or none of them. */
static void expect_shared(uint32_t slot, uint32_t address, bool shared) {
    assert_int_equal(may_access(slot, address, MODEL_READ), shared);
    assert_int_equal(may_access(slot, address, MODEL_WRITE), shared);
    assert_int_equal(may_access(slot, address + BUFFER_BYTES - 1, MODEL_WRITE), shared);
    assert_false(may_access(slot, address, MODEL_EXECUTE));
    assert_false(may_access(slot, address - 1, MODEL_READ));
    assert_false(may_access(slot, address + BUFFER_BYTES, MODEL_READ));
}

/* `from` shares BUFFER_BYTES with service `to` and notifies it. Returns the address. */
static uint32_t share(uint32_t from, uint32_t to) {
    struct process *p = process(from);
    struct call c = allow_rw(p, DRIVER_IPC, to, ram_of(p), BUFFER_BYTES);
    assert_int_equal(c.r[0], 130);
    c = notify(from, NOTIFY_SERVICE, to);
    assert_success(c);
    expect_delivery(to, from, BUFFER_BYTES, ram_of(p));
    return ram_of(p);
}

TEST(test_the_receiver_may_use_exactly_the_buffer_once_it_is_told) {
    boot(2);
    listen_at(1, 1);
    struct process *p = process(0);
    allow_rw(p, DRIVER_IPC, 1, ram_of(p), BUFFER_BYTES);
    expect_shared(1, ram_of(p), false);
    notify(0, NOTIFY_SERVICE, 1);
    expect_shared(1, ram_of(p), false);
    expect_delivery(1, 0, BUFFER_BYTES, ram_of(p));
    expect_shared(1, ram_of(p), true);
}

TEST(test_the_buffer_shared_is_the_one_for_the_receiver) {
    boot(3);
    listen_at(1, 1);
    struct process *p = process(0);
    allow_rw(p, DRIVER_IPC, 2, ram_of(p) + 256, BUFFER_BYTES); /* for another */
    notify(0, NOTIFY_SERVICE, 1);
    expect_delivery(1, 0, 0, 0);
    expect_shared(1, ram_of(p) + 256, false);
    uint32_t address = share(0, 1);
    expect_shared(1, address, true);
    expect_shared(1, ram_of(p) + 256, false);
    expect_shared(2, ram_of(p) + 256, false);
}

TEST(test_only_the_receiver_may_use_the_buffer) {
    boot(3);
    listen_at(1, 1);
    uint32_t address = share(0, 1);
    expect_shared(1, address, true);
    expect_shared(2, address, false);
    expect_shared(1, address, true); /* and again after the switch */
}

TEST(test_the_sender_keeps_its_buffer) {
    boot(2);
    listen_at(1, 1);
    uint32_t address = share(0, 1);
    assert_true(may_access(0, address, MODEL_WRITE));
}

TEST(test_a_client_is_shared_with_too) {
    boot(2);
    listen_at(1, 0);
    struct process *p = process(0);
    allow_rw(p, DRIVER_IPC, 1, ram_of(p), BUFFER_BYTES);
    notify(0, NOTIFY_CLIENT, 1);
    expect_delivery(1, 0, BUFFER_BYTES, ram_of(p));
    expect_shared(1, ram_of(p), true);
}

TEST(test_notifying_again_shares_nothing_more) {
    boot(2);
    listen_at(1, 1);
    uint32_t address = share(0, 1);
    for (uint32_t i = 0; i < 2 * MPU_SHARES; i++) {
        notify(0, NOTIFY_SERVICE, 1);
        expect_delivery(1, 0, BUFFER_BYTES, address);
    }
    expect_shared(1, address, true);
    struct process *p = process(0);
    allow_rw(p, DRIVER_IPC, 1, 0, 0);
    expect_shared(1, address, false);
}

TEST(test_a_buffer_that_the_unit_cannot_cover_arrives_but_cannot_be_used) {
    boot(2);
    listen_at(1, 1);
    struct process *p = process(0);
    const struct {
        uint32_t offset;
        uint32_t length;
    } odd[] = {{4, 32}, {0, 33}, {0, 31}, {0, 1}};
    for (uint32_t i = 0; i < COUNT_OF(odd); i++) {
        uint32_t address = ram_of(p) + odd[i].offset;
        allow_rw(p, DRIVER_IPC, 1, address, odd[i].length);
        notify(0, NOTIFY_SERVICE, 1);
        expect_delivery(1, 0, odd[i].length, address);
        assert_false(may_access(1, address, MODEL_READ));
        assert_false(may_access(1, address + odd[i].length - 1, MODEL_READ));
    }
}

TEST(test_swapping_the_buffer_revokes_it) {
    boot(2);
    listen_at(1, 1);
    struct process *p = process(0);
    uint32_t address = share(0, 1);
    allow_rw(p, DRIVER_IPC, 1, address + 256, BUFFER_BYTES);
    expect_shared(1, address, false);
    expect_shared(1, address + 256, false); /* not before it is told */
    notify(0, NOTIFY_SERVICE, 1);
    expect_delivery(1, 0, BUFFER_BYTES, address + 256);
    expect_shared(1, address, false);
    expect_shared(1, address + 256, true);
}

TEST(test_a_refused_swap_does_not_revoke_the_buffer) {
    boot(2);
    listen_at(1, 1);
    uint32_t address = share(0, 1);
    struct call c = allow_rw(process(0), DRIVER_IPC, 1, 0xE0000000u, 4);
    assert_swap_failure(c, ERR_INVAL);
    expect_shared(1, address, true);
}

TEST(test_swapping_other_buffers_does_not_revoke_it) {
    boot(3);
    listen_at(1, 1);
    struct process *p = process(0);
    uint32_t address = share(0, 1);
    allow_rw(p, DRIVER_IPC, 2, ram_of(p), 4);
    allow_rw(p, PROBE, 1, ram_of(p), 4);
    allow_ro(p, DRIVER_IPC, 0, ram_of(p), 4);
    allow_rw(process(2), DRIVER_IPC, 1, 0, 0);
    expect_shared(1, address, true);
}

TEST(test_a_notification_that_is_queued_does_not_share_a_buffer_revoked_meanwhile) {
    boot(2);
    listen_at(1, 1);
    struct process *p = process(0);
    allow_rw(p, DRIVER_IPC, 1, ram_of(p), BUFFER_BYTES);
    notify(0, NOTIFY_SERVICE, 1);
    allow_rw(p, DRIVER_IPC, 1, 0, 0);
    expect_delivery(1, 0, 0, 0);
    expect_shared(1, ram_of(p), false);
}

TEST(test_when_the_sender_terminates_its_buffer_is_shared_no_more) {
    boot(2);
    listen_at(1, 1);
    uint32_t address = share(0, 1);
    process_terminate(process(0), COMPLETION_CODE, 0);
    expect_shared(1, address, false);
}

TEST(test_when_the_sender_restarts_its_buffer_is_shared_no_more) {
    boot(2);
    listen_at(1, 1);
    uint32_t address = share(0, 1);
    process_restart(process(0), COMPLETION_CODE, 0);
    machine_turn();
    expect_shared(1, address, false);
    machine_settle(process(0));
    assert_int_equal(share(0, 1), address);
    expect_shared(1, address, true);
}

TEST(test_when_the_sender_faults_its_buffer_is_shared_no_more) {
    boot(2);
    listen_at(1, 1);
    uint32_t address = share(0, 1);
    fake_fault_other(process(0));
    expect_shared(1, address, false);
}

TEST(test_when_the_receiver_restarts_nothing_is_shared_with_its_new_life) {
    boot(2);
    listen_at(1, 1);
    uint32_t address = share(0, 1);
    process_restart(process(1), COMPLETION_CODE, 0);
    machine_turn();
    expect_shared(1, address, false);
    machine_settle(process(1));
    listen_at(1, 1);
    expect_shared(1, address, false);
    notify(0, NOTIFY_SERVICE, 1);
    expect_delivery(1, 0, BUFFER_BYTES, address);
    expect_shared(1, address, true);
}

TEST(test_a_revoked_buffer_is_out_of_reach_of_the_process_that_runs_at_once) {
    boot(2);
    listen_at(1, 1);
    uint32_t address = share(0, 1);
    expect_shared(1, address, true);
    machine_switch_to(process(1));
    unsigned loads = fake_arch.mpu_loads;
    process_terminate(process(0), COMPLETION_CODE, 0);
    assert_int_equal(fake_arch.mpu_loads, loads + 1);
    expect_shared(1, address, false);
}

TEST(test_what_was_shared_goes_when_the_receiver_ends_while_it_runs) {
    boot(2);
    listen_at(1, 1);
    uint32_t address = share(0, 1);
    machine_switch_to(process(1));
    process_terminate(process(1), COMPLETION_CODE, 0);
    expect_shared(1, address, false);
}

TEST(test_a_sender_that_has_gone_is_delivered_without_its_buffer) {
    boot(2);
    listen_at(1, 1);
    struct process *p = process(0);
    allow_rw(p, DRIVER_IPC, 1, ram_of(p), BUFFER_BYTES);
    notify(0, NOTIFY_SERVICE, 1);
    process_terminate(p, COMPLETION_CODE, 0);
    expect_delivery(1, 0, 0, 0);
}

TEST(test_a_notification_of_an_earlier_life_does_not_share_what_the_new_one_allows) {
    boot(2);
    listen_at(1, 1);
    struct process *p = process(0);
    allow_rw(p, DRIVER_IPC, 1, ram_of(p), BUFFER_BYTES);
    notify(0, NOTIFY_SERVICE, 1);
    process_restart(p, COMPLETION_CODE, 0);
    machine_turn();
    machine_settle(p);
    allow_rw(p, DRIVER_IPC, 1, ram_of(p), BUFFER_BYTES);
    expect_delivery(1, 0, 0, 0);
    expect_shared(1, ram_of(p), false);
}

TEST(test_with_more_senders_than_regions_all_are_told_and_the_first_can_be_used) {
    boot(MPU_SHARES + 2);
    uint32_t service = MPU_SHARES + 1;
    listen_at(service, service);
    for (uint32_t slot = 0; slot <= MPU_SHARES; slot++) {
        share(slot, service);
    }
    for (uint32_t slot = 0; slot <= MPU_SHARES; slot++) {
        expect_shared(service, ram_of(process(slot)), slot < MPU_SHARES);
    }
}

TEST(test_a_region_that_is_given_up_is_used_for_the_next_sender) {
    boot(MPU_SHARES + 2);
    uint32_t service = MPU_SHARES + 1;
    listen_at(service, service);
    for (uint32_t slot = 0; slot <= MPU_SHARES; slot++) {
        share(slot, service);
    }
    allow_rw(process(2), DRIVER_IPC, service, 0, 0);
    notify(MPU_SHARES, NOTIFY_SERVICE, service);
    expect_delivery(service, MPU_SHARES, BUFFER_BYTES, ram_of(process(MPU_SHARES)));
    expect_shared(service, ram_of(process(MPU_SHARES)), true);
    expect_shared(service, ram_of(process(2)), false);
    expect_shared(service, ram_of(process(0)), true);
}

TEST(test_two_receivers_have_each_their_own_buffer_of_one_sender) {
    boot(3);
    listen_at(1, 1);
    listen_at(2, 2);
    struct process *p = process(0);
    share(0, 1);
    allow_rw(p, DRIVER_IPC, 2, ram_of(p) + 512, BUFFER_BYTES);
    notify(0, NOTIFY_SERVICE, 2);
    expect_delivery(2, 0, BUFFER_BYTES, ram_of(p) + 512);
    expect_shared(1, ram_of(p), true);
    expect_shared(1, ram_of(p) + 512, false);
    expect_shared(2, ram_of(p), false);
    expect_shared(2, ram_of(p) + 512, true);
    allow_rw(p, DRIVER_IPC, 1, 0, 0);
    expect_shared(1, ram_of(p), false);
    expect_shared(2, ram_of(p) + 512, true);
}

TEST(test_a_buffer_cannot_be_taken_out_of_the_senders_ram_while_it_is_shared) {
    boot(2);
    listen_at(1, 1);
    uint32_t address = share(0, 1);
    struct call c = memop(process(0), MEMOP_BRK, address + BUFFER_BYTES - 1);
    assert_failure(c, ERR_NOMEM);
    expect_shared(1, address, true);
}
