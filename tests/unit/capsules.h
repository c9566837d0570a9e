/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* For tests of system call drivers: processes that run, and upcalls that they are given. */
#ifndef TESTS_UNIT_CAPSULES_H
#define TESTS_UNIT_CAPSULES_H

#include "tests/unit/machine.h"

/* Boots `count` apps called "app0", "app1" and so on, and has them all running. */
static inline void boot_apps(uint32_t count) {
    static const char *names[] = {"app0", "app1", "app2", "app3", "app4", "app5", "app6", "app7"};
    for (uint32_t i = 0; i < count; i++) {
        machine_add(RUNNING_APP(names[i]));
    }
    assert_int_equal(machine_boot(), count);
    for (uint32_t i = 0; i < count; i++) {
        machine_settle(machine_process(i));
    }
}

/* What process `slot` has subscribed for upcall `number` by subscribe_all. */
#define APPDATA(number) (0xA0u + (number))
static inline uint32_t function_at(const struct process *p, uint32_t number) {
    return function_of(p) + 4 * number;
}

/* Subscribes functions for upcalls 0 to `count` - 1 of a driver. */
static inline void subscribe_all(struct process *p, uint32_t driver, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        struct call c = subscribe(p, driver, i, function_at(p, i), APPDATA(i));
        assert_success_2u32(c, 0, 0);
    }
}

/* How many upcalls are queued for the process. */
static inline uint32_t queued(const struct process *p) {
    return p->upcalls.count;
}

/* The process yields, and is given upcall `number` that subscribe_all subscribed. */
static inline void assert_given(struct process *p, uint32_t number, uint32_t arg0, uint32_t arg1,
                                uint32_t arg2) {
    assert_true(queued(p) > 0);
    if (p->state == PROCESS_RUNNING) {
        yield_wait(p);
    } else {
        assert_true(machine_wake(p));
    }
    assert_upcall(p, function_at(p, number), arg0, arg1, arg2, APPDATA(number));
}

/* It ends, and begins a new life. */
static inline void restart(struct process *p) {
    process_restart(p, COMPLETION_CODE, 0);
    machine_turn();
    machine_settle(p);
}

#endif
