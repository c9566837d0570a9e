/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Virtual alarms (capsules/virtual/alarm_mux.c) keep the contract of hil/alarm.h: never early,
 * never forgotten, never from within a call, whatever the counter does. */
#include "capsules/virtual/alarm_mux.h"

#include "tests/unit/fake_devices.h"
#include "tests/unit/random.h"
#include "tests/unit/unit.h"

#define CLIENTS 4

static struct fake_alarm device;
static const struct alarm device_alarm = FAKE_ALARM(&device);
static struct alarm_mux mux = {.alarm = &device_alarm};
static const struct alarm_client device_client =
    ALARM_CLIENT(struct alarm_mux, alarm_mux_fired, &mux);

struct user {
    unsigned fired;
    uint32_t at;              /* tick of the last time */
    void (*then)(unsigned i); /* what it does then */
};
static struct user users[CLIENTS];
static bool calling; /* some user is making a call */

static void fired(struct user *u, uint32_t now) {
    assert_false(calling);                             /* never from in there */
    assert_in_range(device.now - now, 0, device.step); /* just read */
    u->fired++;
    u->at = device.now;
    if (u->then != NULL) {
        u->then((unsigned)(u - users));
    }
}

static const struct alarm_client clients[CLIENTS] = {
    ALARM_CLIENT(struct user, fired, &users[0]),
    ALARM_CLIENT(struct user, fired, &users[1]),
    ALARM_CLIENT(struct user, fired, &users[2]),
    ALARM_CLIENT(struct user, fired, &users[3]),
};
static struct virtual_alarm alarms[CLIENTS] = {
    {.mux = &mux, .client = &clients[0]},
    {.mux = &mux, .client = &clients[1]},
    {.mux = &mux, .client = &clients[2]},
    {.mux = &mux, .client = &clients[3]},
};

static void start(uint32_t now) {
    device = (struct fake_alarm){.client = &device_client, .now = now};
    memset(users, 0, sizeof users);
    mux.first = NULL;
    mux.real.armed = false;
    for (unsigned i = 0; i < CLIENTS; i++) {
        alarms[i].countdown.armed = false;
        virtual_alarm_add(&alarms[i]);
    }
}

static void set(unsigned i, uint32_t reference, uint32_t dt) {
    const struct alarm a = VIRTUAL_ALARM(&alarms[i]);
    bool before = calling;
    calling = true;
    alarm_set(&a, reference, dt);
    calling = before;
}

static void disarm(unsigned i) {
    const struct alarm a = VIRTUAL_ALARM(&alarms[i]);
    alarm_disarm(&a);
}

static void pass(uint64_t ticks) {
    fake_alarm_pass(&device, ticks);
}

/* Ticks to begin at: every part of the counter's range, and shortly before it wraps. */
static const uint32_t starts[] = {0, 1, 0x7FFFFFF0, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFF};
static const uint32_t intervals[] = {
    1, 2, 15, 16, 17, 1000, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFFFFFE, 0xFFFFFFFF};

TEST(test_counter_and_frequency_are_the_device_s) {
    start(1234);
    const struct alarm a = VIRTUAL_ALARM(&alarms[0]);
    assert_int_equal(alarm_now(&a), 1234);
    assert_int_equal(alarm_frequency(&a), FAKE_ALARM_HZ);
}

TEST(test_an_alarm_fires_once_when_due_and_not_before_wherever_the_counter_is) {
    for (size_t s = 0; s < COUNT_OF(starts); s++) {
        for (size_t i = 0; i < COUNT_OF(intervals); i++) {
            UNIT_CONTEXT("from 0x%x, dt 0x%x", starts[s], intervals[i]);
            start(starts[s]);
            set(0, starts[s], intervals[i]);
            pass(intervals[i] - 1);
            assert_int_equal(users[0].fired, 0);
            pass(1);
            assert_int_equal(users[0].fired, 1);
            pass(3ull << 32);
            assert_int_equal(users[0].fired, 1);
        }
    }
}

TEST(test_a_reference_in_the_past_shortens_the_wait) {
    for (size_t s = 0; s < COUNT_OF(starts); s++) {
        start(starts[s]);
        set(0, starts[s] - 60, 100);
        pass(39);
        assert_int_equal(users[0].fired, 0);
        pass(1);
        assert_int_equal(users[0].fired, 1);
    }
}

TEST(test_an_alarm_in_the_past_fires_at_once_but_not_within_the_call) {
    for (size_t s = 0; s < COUNT_OF(starts); s++) {
        start(starts[s]);
        set(0, starts[s] - 100, 100);
        set(1, starts[s] - 1000, 100);
        set(2, starts[s], 0);
        set(3, starts[s] + 1, 100); /* a reference in the future: now is outside */
        for (unsigned i = 0; i < CLIENTS; i++) {
            assert_int_equal(users[i].fired, 0);
        }
        pass(0);
        for (unsigned i = 0; i < CLIENTS; i++) {
            assert_int_equal(users[i].fired, 1);
        }
    }
}

TEST(test_the_same_deadline_reaches_every_client) {
    for (size_t s = 0; s < COUNT_OF(starts); s++) {
        start(starts[s]);
        for (unsigned i = 0; i < CLIENTS; i++) {
            set(i, starts[s], 50);
        }
        pass(49);
        assert_int_equal(users[0].fired + users[1].fired + users[2].fired + users[3].fired, 0);
        pass(1);
        for (unsigned i = 0; i < CLIENTS; i++) {
            assert_int_equal(users[i].fired, 1);
        }
        assert_int_equal(device.fired, 1);
    }
}

TEST(test_each_client_has_its_own_deadline_in_whatever_order_they_are_set) {
    static const uint32_t orders[][CLIENTS] = {
        {10, 20, 30, 40}, {40, 30, 20, 10}, {20, 40, 10, 30}, {0xF0000000, 10, 0x90000000, 20}};
    for (size_t o = 0; o < COUNT_OF(orders); o++) {
        for (size_t s = 0; s < COUNT_OF(starts); s++) {
            start(starts[s]);
            for (unsigned i = 0; i < CLIENTS; i++) {
                set(i, starts[s], orders[o][i]);
            }
            pass(1ull << 32);
            for (unsigned i = 0; i < CLIENTS; i++) {
                assert_int_equal(users[i].fired, 1);
                assert_int_equal(users[i].at, starts[s] + orders[o][i]);
            }
        }
    }
}

TEST(test_setting_again_replaces) {
    start(0);
    set(0, 0, 10);
    set(0, 0, 100);
    pass(99);
    assert_int_equal(users[0].fired, 0);
    pass(1);
    assert_int_equal(users[0].fired, 1);
    set(0, 100, 100);
    set(0, 100, 10);
    pass(10);
    assert_int_equal(users[0].fired, 2);
    pass(1000);
    assert_int_equal(users[0].fired, 2);
}

TEST(test_what_is_disarmed_does_not_fire_and_the_others_do) {
    start(0xFFFFFFF0);
    set(0, 0xFFFFFFF0, 10);
    set(1, 0xFFFFFFF0, 20);
    set(2, 0xFFFFFFF0, 20);
    disarm(0);
    disarm(2);
    disarm(3); /* was not armed */
    pass(19);
    assert_int_equal(users[1].fired, 0);
    pass(1);
    assert_int_equal(users[1].fired, 1);
    pass(100);
    assert_int_equal(users[0].fired + users[2].fired + users[3].fired, 0);
}

TEST(test_after_disarming_it_can_be_set_again) {
    start(0);
    set(0, 0, 10);
    disarm(0);
    pass(5);
    set(0, 5, 20);
    pass(19);
    assert_int_equal(users[0].fired, 0);
    pass(1);
    assert_int_equal(users[0].fired, 1);
}

/* A device that is not armed lets the CPU sleep. */
TEST(test_when_nothing_is_left_the_device_is_not_armed_again) {
    start(0);
    set(0, 0, 10);
    set(1, 0, 20);
    pass(20);
    assert_false(device.armed);
    assert_int_equal(device.fired, 2);
}

/* ---- From within the client ---- */

static void again_in_7(unsigned i) {
    set(i, users[i].at, 7);
}

TEST(test_a_client_can_set_its_alarm_again) {
    for (size_t s = 0; s < COUNT_OF(starts); s++) {
        start(starts[s]);
        users[0].then = again_in_7;
        set(0, starts[s], 7);
        pass(70);
        assert_int_equal(users[0].fired, 10);
        assert_int_equal(users[0].at, starts[s] + 70);
    }
}

static void again_at_once_5_times(unsigned i) {
    if (users[i].fired < 5) {
        set(i, device.now, 0);
    }
}

TEST(test_a_client_that_sets_an_alarm_in_the_past_is_called_again_soon) {
    start(0);
    users[0].then = again_at_once_5_times;
    set(0, 0, 10);
    pass(10);
    assert_int_equal(users[0].fired, 5);
}

static void disarm_all(unsigned i) {
    (void)i;
    for (unsigned other = 0; other < CLIENTS; other++) {
        disarm(other);
    }
}

TEST(test_a_client_can_disarm_another_one_that_is_due_too) {
    start(0);
    for (unsigned i = 0; i < CLIENTS; i++) {
        users[i].then = disarm_all;
        set(i, 0, 10);
    }
    pass(100);
    assert_int_equal(users[0].fired + users[1].fired + users[2].fired + users[3].fired, 1);
}

static void set_the_others(unsigned i) {
    for (unsigned other = 0; other < CLIENTS; other++) {
        if (other != i) {
            set(other, device.now, 5 + other);
        }
    }
}

TEST(test_a_client_can_set_the_alarms_of_others) {
    for (unsigned i = 0; i < CLIENTS; i++) {
        start(0);
        users[i].then = set_the_others;
        set(i, 0, 10);
        pass(100);
        for (unsigned other = 0; other < CLIENTS; other++) {
            assert_int_equal(users[other].fired, 1);
            assert_int_equal(users[other].at, other == i ? 10 : 15 + other);
        }
    }
}

/* ---- A slow system ---- */

TEST(test_an_interrupt_that_comes_late_loses_nothing) {
    static const uint32_t latencies[] = {1, 50, 0x10000, 0x7FFFFFF0};
    for (size_t l = 0; l < COUNT_OF(latencies); l++) {
        for (size_t s = 0; s < COUNT_OF(starts); s++) {
            UNIT_CONTEXT("latency 0x%x, from 0x%x", latencies[l], starts[s]);
            start(starts[s]);
            device.latency = latencies[l];
            set(0, starts[s], 10);
            set(1, starts[s], 11);
            set(2, starts[s], 0x80000005);
            set(3, starts[s], 0xFFFFFFFF);
            pass(4ull << 32);
            for (unsigned i = 0; i < CLIENTS; i++) {
                assert_int_equal(users[i].fired, 1);
            }
        }
    }
}

/* Any sequence of calls: each alarm fires once, not before it is due and, as the device is, at
 * that very tick. Kept in 64 bits here, where nothing wraps. */
TEST(test_any_sequence_of_calls_fires_what_is_due_and_nothing_else) {
    struct random r = random_from(23);
    for (unsigned round = 0; round < 300; round++) {
        start(random_word(&r));
        uint64_t now = 0; /* since the round began */
        uint64_t due[CLIENTS] = {0};
        bool armed[CLIENTS] = {false};
        for (unsigned step = 0; step < 40; step++) {
            UNIT_CONTEXT("round %u, step %u", round, step);
            unsigned i = random_below(&r, CLIENTS);
            uint32_t ticks = random_skewed(&r);
            switch (random_below(&r, 4)) {
            case 0:
            case 1:
                set(i, device.now, ticks);
                armed[i] = true;
                due[i] = now + ticks;
                break;
            case 2:
                disarm(i);
                armed[i] = false;
                break;
            default:
                pass(ticks);
                now += ticks;
                break;
            }
            for (unsigned k = 0; k < CLIENTS; k++) {
                if (armed[k] && due[k] < now) {
                    assert_int_equal(users[k].fired, 1);
                    assert_int_equal(users[k].at, device.now - (uint32_t)(now - due[k]));
                }
                if (users[k].fired != 0) {
                    assert_true(armed[k] && due[k] <= now);
                    armed[k] = false;
                    users[k].fired = 0;
                }
            }
        }
    }
}

/* ---- Everything, of a small kind ---- */

/* What a proof of one countdown (make prove) leaves open is what the list of them comes to. Here that is tried:
 * all intervals at the ends of the range for each of three alarms, and all that their clients may do. */
#define TRIED 3

static uint64_t ticks;         /* now, which does not wrap */
static uint64_t due_at[TRIED]; /* by alarm, of those that are armed */
static bool is_armed[TRIED];
static unsigned action[TRIED]; /* what the client will do */

static const uint32_t tried_intervals[] = {0, 1, 2, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFFFFFF};

/* What a client does once: nothing, or something to its own alarm, the one before or the one behind. */
enum {
    ACTION_NONE,
    ACTION_DISARM_BEFORE,
    ACTION_DISARM_BEHIND,
    ACTION_SET, /* from here on: to which alarm, and to which interval */
    ACTIONS = ACTION_SET + 3 * 2,
};

static void note_time(void) {
    ticks += (uint32_t)(device.now - (uint32_t)ticks);
}

static void try_set(unsigned i, uint32_t dt) {
    note_time();
    is_armed[i] = true;
    due_at[i] = ticks + dt; /* or later, by what goes by in the call */
    set(i, device.now, dt);
}

static void try_disarm(unsigned i) {
    is_armed[i] = false;
    disarm(i);
}

static void tried_fires(unsigned i) {
    note_time();
    assert_true(is_armed[i]); /* once, and not if disarmed */
    assert_true(due_at[i] <= ticks);
    is_armed[i] = false;
    unsigned what = action[i];
    action[i] = ACTION_NONE;
    if (what == ACTION_DISARM_BEFORE) {
        try_disarm((i + TRIED - 1) % TRIED);
    } else if (what == ACTION_DISARM_BEHIND) {
        try_disarm((i + 1) % TRIED);
    } else if (what >= ACTION_SET) {
        unsigned set_what = what - ACTION_SET;
        try_set((i + set_what / 2) % TRIED, set_what % 2 == 0 ? 3 : 0xFFFFFFFE);
    }
}

/* Lets the time go by, in parts, until the device is not armed any more. At the end of each part nothing may be
 * later than the device's latency and the calls. The longest story: each client sets another alarm. */
static void try_to_the_end(void) {
    const uint32_t part = 0x40000000;
    for (unsigned parts = 0; device.armed && parts < 7 * 4; parts++) {
        pass(part);
        note_time();
        for (unsigned i = 0; i < TRIED; i++) {
            assert_false(is_armed[i] &&
                         due_at[i] + device.latency + 40 * (uint64_t)device.step < ticks);
        }
    }
    assert_false(device.armed);
}

static void try_everything(uint32_t from, uint32_t latency, uint32_t step) {
    unsigned combinations = 1;
    for (unsigned i = 0; i < TRIED; i++) {
        combinations *= (unsigned)COUNT_OF(tried_intervals) * ACTIONS;
    }
    for (unsigned c = 0; c < combinations; c++) {
        UNIT_CONTEXT("from 0x%x, latency 0x%x, step %u, combination %u", from, latency, step, c);
        start(from);
        device.latency = latency;
        device.step = step;
        ticks = from;
        unsigned left = c;
        for (unsigned i = 0; i < TRIED; i++) {
            users[i].then = tried_fires;
            action[i] = left % ACTIONS;
            left /= ACTIONS;
            try_set(i, tried_intervals[left % COUNT_OF(tried_intervals)]);
            left /= (unsigned)COUNT_OF(tried_intervals);
        }
        try_to_the_end();
        assert_false(is_armed[0] || is_armed[1] || is_armed[2]);
    }
}

TEST(test_all_that_three_alarms_can_do_fires_what_is_due_and_nothing_else) {
    try_everything(0xFFFFFFFF, 0, 0);
    try_everything(0x7FFFFFF0, 0x7FFFFF00, 0);
}

/* A client that takes its time sets an alarm behind its own: that one is not looked at as of before. */
TEST(test_all_that_three_alarms_can_do_while_time_goes_by_is_not_early_either) {
    try_everything(0xFFFFFFF0, 5, 1);
}
