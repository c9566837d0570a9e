/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x0 (capsules/syscall/alarm.c; ABI 7.3). */
#include "capsules/syscall/alarm.h"

#include "tests/unit/capsules.h"
#include "tests/unit/fake_devices.h"
#include "tests/unit/random.h"

enum {
    EXISTS,
    FREQUENCY,
    NOW,
    STOP,
    RETIRED,
    SET_RELATIVE,
    SET_ABSOLUTE,
    BEYOND
};

extern const struct alarm_driver driver;
#define DRIVERS(X)                                                                   \
    X(ALARM, DRIVER_ALARM, const struct alarm_driver, &driver, alarm_driver_command, \
      &alarm_apps_layout)
DRIVER_INDICES(DRIVERS);
DRIVER_TABLE(DRIVERS);

static struct fake_alarm device;
static const struct alarm device_alarm = FAKE_ALARM(&device);
static struct alarm_order order;
const struct alarm_driver driver = {
    .alarm = &device_alarm, .apps = GRANT_HANDLE(ALARM), .order = &order};
static const struct alarm_client device_client =
    ALARM_CLIENT(const struct alarm_driver, alarm_driver_fired, &driver);

static void start(uint32_t apps, uint32_t now) {
    device.client = &device_client;
    device.now = now;
    boot_apps(apps);
    for (uint32_t i = 0; i < apps; i++) {
        subscribe_all(machine_process(i), DRIVER_ALARM, 1);
    }
}

static struct call alarm_command(uint32_t slot, uint32_t number, uint32_t arg1, uint32_t arg2) {
    return command(machine_process(slot), DRIVER_ALARM, number, arg1, arg2);
}

static void set(uint32_t slot, uint32_t dt) {
    struct call c = alarm_command(slot, SET_RELATIVE, dt, 0);
    assert_success_u32(c, device.now + dt);
}

static void pass(uint64_t ticks) {
    fake_alarm_pass(&device, ticks);
}

static void assert_fired(uint32_t slot, uint32_t now, uint32_t expiration) {
    assert_int_equal(queued(machine_process(slot)), 1);
    assert_given(machine_process(slot), 0, now, expiration, 0);
}

static void assert_quiet(uint32_t slot) {
    assert_int_equal(queued(machine_process(slot)), 0);
}

static const uint32_t starts[] = {0, 1, 0x7FFFFFF0, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFF};

/* ---- Commands ---- */

TEST(test_the_driver_exists) {
    start(1, 0);
    struct call c = alarm_command(0, EXISTS, 0, 0);
    assert_success(c);
}

TEST(test_frequency_and_counter_are_the_device_s) {
    start(1, 0xFEDCBA98);
    struct call c = alarm_command(0, FREQUENCY, 0, 0);
    assert_success_u32(c, FAKE_ALARM_HZ);
    c = alarm_command(0, NOW, 0, 0);
    assert_success_u32(c, 0xFEDCBA98);
}

TEST(test_other_commands_are_not_supported) {
    start(1, 0);
    static const uint32_t numbers[] = {RETIRED, BEYOND, 100, UINT32_MAX};
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        struct call c = alarm_command(0, numbers[i], 1, 2);
        assert_failure(c, ERR_NOSUPPORT);
    }
}

TEST(test_every_command_even_the_first_needs_room_for_the_grant) {
    boot_apps(1);
    machine_fill(machine_process(0));
    for (uint32_t number = EXISTS; number <= BEYOND; number++) {
        struct call c = alarm_command(0, number, 5, 5);
        assert_failure(c, ERR_NOMEM);
    }
}

TEST(test_there_is_one_upcall_and_no_buffer) {
    start(1, 0);
    struct process *p = machine_process(0);
    struct call c = subscribe(p, DRIVER_ALARM, 1, function_of(p), 0);
    assert_swap_failure(c, ERR_NOSUPPORT);
    c = allow_ro(p, DRIVER_ALARM, 0, ram_of(p), 4);
    assert_swap_failure(c, ERR_NOSUPPORT);
    c = allow_rw(p, DRIVER_ALARM, 0, ram_of(p), 4);
    assert_swap_failure(c, ERR_NOSUPPORT);
}

/* ---- One alarm ---- */

TEST(test_a_relative_alarm_fires_after_its_ticks_wherever_the_counter_is) {
    start(1, 0);
    static const uint32_t intervals[] = {1, 15, 16, 17, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF};
    for (size_t s = 0; s < COUNT_OF(starts); s++) {
        for (size_t i = 0; i < COUNT_OF(intervals); i++) {
            UNIT_CONTEXT("from 0x%x, dt 0x%x", starts[s], intervals[i]);
            device.now = starts[s];
            set(0, intervals[i]);
            pass(intervals[i] - 1);
            assert_quiet(0);
            pass(1);
            assert_fired(0, starts[s] + intervals[i], starts[s] + intervals[i]);
            pass(2ull << 32);
            assert_quiet(0);
        }
    }
}

TEST(test_an_absolute_alarm_counts_from_its_reference) {
    start(1, 0);
    for (size_t s = 0; s < COUNT_OF(starts); s++) {
        device.now = starts[s];
        struct call c = alarm_command(0, SET_ABSOLUTE, starts[s] - 40, 100);
        assert_success_u32(c, starts[s] + 60);
        pass(59);
        assert_quiet(0);
        pass(1);
        assert_fired(0, starts[s] + 60, starts[s] + 60);
    }
}

/* What is not in [reference, reference + dt) is expired: the upcall is queued before the command
 * returns. */
TEST(test_an_expired_alarm_is_upcalled_before_the_command_returns) {
    start(1, 0);
    for (size_t s = 0; s < COUNT_OF(starts); s++) {
        uint32_t now = starts[s];
        const uint32_t expired[][2] = {
            {now, 0}, {now - 100, 100}, {now - 100, 99}, {now + 1, 100}, {now + 1, 0xFFFFFFFF}};
        for (size_t i = 0; i < COUNT_OF(expired); i++) {
            UNIT_CONTEXT("now 0x%x, case %u", now, (unsigned)i);
            device.now = now;
            struct call c = alarm_command(0, SET_ABSOLUTE, expired[i][0], expired[i][1]);
            assert_success_u32(c, expired[i][0] + expired[i][1]);
            assert_fired(0, now, expired[i][0] + expired[i][1]);
            c = alarm_command(0, STOP, 0, 0);
            assert_failure(c, ERR_ALREADY);
            pass(1000);
            assert_quiet(0);
        }
    }
}

TEST(test_a_relative_alarm_of_no_ticks_is_upcalled_before_the_command_returns) {
    start(1, 77);
    set(0, 0);
    assert_fired(0, 77, 77);
}

TEST(test_stop_cancels) {
    start(1, 0);
    set(0, 100);
    struct call c = alarm_command(0, STOP, 0, 0);
    assert_success(c);
    c = alarm_command(0, STOP, 0, 0);
    assert_failure(c, ERR_ALREADY);
    pass(1ull << 33);
    assert_quiet(0);
}

/* A device that is not armed lets the CPU sleep. */
TEST(test_when_nothing_is_left_the_device_is_not_armed_again) {
    start(2, 0);
    set(0, 10);
    set(1, 20);
    pass(10);
    assert_true(device.armed);
    pass(10);
    assert_false(device.armed);
    assert_int_equal(device.fired, 2);
    set(0, 10);
    struct call c = alarm_command(0, STOP, 0, 0);
    assert_success(c);
    pass(10);
    assert_false(device.armed);
}

TEST(test_stop_without_an_alarm_says_so) {
    start(1, 0);
    struct call c = alarm_command(0, STOP, 0, 0);
    assert_failure(c, ERR_ALREADY);
    set(0, 5);
    pass(5);
    c = alarm_command(0, STOP, 0, 0); /* it has fired, even if nobody has yielded since */
    assert_failure(c, ERR_ALREADY);
}

TEST(test_a_new_alarm_replaces_the_old_one_without_an_upcall) {
    start(1, 0);
    set(0, 10);
    set(0, 100);
    pass(99);
    assert_quiet(0);
    pass(1);
    assert_fired(0, 100, 100);
    set(0, 100);
    set(0, 10);
    pass(200);
    assert_fired(0, 110, 110);
}

TEST(test_an_alarm_that_is_served_late_says_when_that_was) {
    start(1, 0xFFFFFFF0);
    device.latency = 300;
    set(0, 100);
    pass(500);
    assert_fired(0, 0xFFFFFFF0 + 400, 0xFFFFFFF0 + 100);
}

/* A process that sets its next alarm in the upcall, by reference, does not drift. */
TEST(test_an_alarm_set_again_in_each_upcall_does_not_drift) {
    start(1, 0xFFFFFC00);
    device.latency = 30;
    uint32_t reference = device.now;
    set(0, 100);
    for (unsigned i = 0; i < 50; i++) {
        pass(100);
        if (i == 0) {
            pass(30);
        }
        assert_fired(0, reference + 130, reference + 100);
        reference += 100;
        struct call c = alarm_command(0, SET_ABSOLUTE, reference, 100);
        assert_success_u32(c, reference + 100);
    }
}

TEST(test_without_a_subscription_only_who_waits_for_it_sees_it) {
    device.client = &device_client;
    boot_apps(1);
    struct process *p = machine_process(0);
    set(0, 10);
    struct call c = yield_wait_for(p, DRIVER_ALARM, 0);
    assert_blocked(c);
    pass(10);
    assert_true(machine_wake(p));
    const struct fake_frame *frame = fake_frame(p);
    assert_int_equal(frame->r[0], 10);
    assert_int_equal(frame->r[1], 10);
    assert_int_equal(frame->r[2], 0);
}

TEST(test_an_alarm_that_finds_the_queue_full_is_lost_and_the_next_one_works) {
    start(1, 0);
    struct process *p = machine_process(0);
    for (unsigned i = 0; i < UPCALL_QUEUE_LENGTH + 2; i++) {
        set(0, 0);
    }
    assert_int_equal(queued(p), UPCALL_QUEUE_LENGTH);
    assert_int_equal(p->debug.dropped_upcalls, 2);
    while (queued(p) > 0) {
        yield_wait(p);
    }
    set(0, 7);
    pass(7);
    assert_fired(0, 7, 7);
}

/* ---- Several processes ---- */

TEST(test_processes_with_the_same_deadline_are_all_told) {
    start(8, 0xFFFFFFFF);
    for (uint32_t i = 0; i < 8; i++) {
        set(i, 50);
    }
    pass(50);
    for (uint32_t i = 0; i < 8; i++) {
        assert_fired(i, 49, 49);
    }
    assert_int_equal(device.fired, 1);
}

TEST(test_each_process_has_its_own_alarm) {
    static const uint32_t orders[][3] = {
        {10, 20, 30}, {30, 20, 10}, {20, 30, 10}, {0xF0000000, 10, 0x90000000}};
    start(3, 0);
    for (size_t o = 0; o < COUNT_OF(orders); o++) {
        uint32_t from = device.now;
        for (uint32_t i = 0; i < 3; i++) {
            set(i, orders[o][i]);
        }
        pass(1ull << 32);
        for (uint32_t i = 0; i < 3; i++) {
            assert_fired(i, from + orders[o][i], from + orders[o][i]);
        }
    }
}

/* An alarm can be as long as the counter's period, less a tick: from the look that precedes it, which
 * therefore leaves nothing behind that is due. */
TEST(test_who_sets_an_alarm_has_those_told_that_are_late) {
    start(2, 0);
    for (size_t s = 0; s < COUNT_OF(starts); s++) {
        uint32_t from = starts[s];
        device.now = from;
        device.latency = 300;
        set(0, 100);
        pass(150);
        assert_quiet(0);
        set(1, 0xFFFFFFFF);
        assert_fired(0, from + 150, from + 100);
        device.latency = 0;
        pass(0xFFFFFFFE);
        assert_quiet(1);
        pass(1);
        assert_fired(1, from + 149, from + 149);
        assert_quiet(0);
    }
}

TEST(test_stopping_one_leaves_the_others) {
    start(3, 0);
    set(0, 10);
    set(1, 20);
    set(2, 10);
    struct call c = alarm_command(0, STOP, 0, 0);
    assert_success(c);
    pass(20);
    assert_quiet(0);
    assert_fired(1, 20, 20);
    assert_fired(2, 10, 10);
}

TEST(test_the_alarm_of_a_process_that_has_ended_is_nobody_s) {
    start(2, 0);
    set(0, 10);
    set(1, 20);
    process_terminate(machine_process(0), COMPLETION_CODE, 0);
    pass(15);
    assert_quiet(0);
    pass(5);
    assert_fired(1, 20, 20);
}

TEST(test_a_new_life_does_not_inherit_the_alarm) {
    start(1, 0);
    set(0, 10);
    restart(machine_process(0));
    subscribe_all(machine_process(0), DRIVER_ALARM, 1);
    struct call c = alarm_command(0, STOP, 0, 0);
    assert_failure(c, ERR_ALREADY);
    pass(100);
    assert_quiet(0);
    set(0, 10);
    pass(10);
    assert_fired(0, 110, 110);
}

TEST(test_a_stopped_process_is_told_when_it_goes_on) {
    start(1, 0);
    struct process *p = machine_process(0);
    set(0, 10);
    yield_wait(p);
    assert_int_equal(process_stop(p), OK);
    pass(100);
    assert_false(ready_set_has(&kernel.ready, 0));
    assert_int_equal(process_resume(p), OK);
    assert_true(ready_set_has(&kernel.ready, 0));
    assert_fired(0, 10, 10);
}

/* Any sequence of commands of any process, against what the ABI says, in 64 bits. */
TEST(test_any_sequence_of_commands_fires_what_is_due_and_nothing_else) {
    enum {
        APPS = 8
    };
    struct random r = random_from(31);
    start(APPS, 0xFFFF0000);
    uint64_t now = 0;
    uint64_t due[APPS] = {0};
    bool armed[APPS] = {false};
    const uint32_t origin = device.now;
    for (unsigned step = 0; step < 3000; step++) {
        UNIT_CONTEXT("step %u", step);
        uint32_t i = random_below(&r, APPS);
        uint32_t ticks = random_skewed(&r);
        switch (random_below(&r, 4)) {
        case 0:
        case 1:
            set(i, ticks);
            armed[i] = true;
            due[i] = now + ticks;
            break;
        case 2: {
            struct call c = alarm_command(i, STOP, 0, 0);
            if (armed[i]) {
                assert_success(c);
            } else {
                assert_failure(c, ERR_ALREADY);
            }
            armed[i] = false;
            break;
        }
        default:
            pass(ticks);
            now += ticks;
            break;
        }
        for (uint32_t k = 0; k < APPS; k++) {
            if (armed[k] && due[k] <= now && queued(machine_process(k)) > 0) {
                assert_fired(k, origin + (uint32_t)due[k], origin + (uint32_t)due[k]);
                armed[k] = false;
            }
            assert_true(!armed[k] || due[k] >= now);
            assert_quiet(k);
        }
    }
}
