/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Who runs next, and when to sleep. */
#include "kernel/main_loop.h"

#include "kernel/deferred_call.h"
#include "kernel/fault.h"
#include "kernel/hardening.h"
#include "kernel/interrupts.h"
#include "kernel/process.h"
#include "kernel/scheduler.h"
#include "kernel/upcall.h"

/* Not part of a switch from process to process: small rather than fast. */
#define COLD __attribute__((cold, noinline))

/* scheduler_goes_on, scheduler_next and the rest of kernel/scheduler.h */
#include SCHEDULER_SOURCE

static COLD void do_work(void) {
    uint32_t work = kernel.work;
    kernel.work &= ~WORK_RESCHEDULE;
    if ((work & WORK_FAULT) != 0) {
        fault_process_pending();
    }
    if ((work & WORK_RESTART) != 0) {
        process_reset_pending();
    }
    if ((work & WORK_DEFERRED) != 0) {
        deferred_call_run();
    }
}

/* Gives a process that is blocked what it waits for. Returns false if that is not there. */
static COLD bool wake(struct process *p) {
    uint32_t *registers = arch_syscall_registers(p);
    hardening_check_registers(p, registers);
    bool woken = p->state == PROCESS_YIELDED ? upcall_deliver(p, registers)
                                             : upcall_deliver_awaited(p, registers);
    if (!woken) {
        process_update_ready(p);
    }
    return woken;
}

/* May the process that ran last go on, as it is? */
static inline bool last_goes_on(void) {
    if (!scheduler_goes_on()) {
        return false;
    }
    hardening_check(kernel.current);
    return true;
}

struct process *main_loop_choose(void) {
    if ((kernel.interrupts | kernel.work) != 0) {
        return NULL;
    }
    uint32_t slot = scheduler_next();
    if (slot == READY_NONE) {
        return NULL;
    }
    struct process *p = kernel.slots[slot]; /* a slot that is ready is not empty */
    if (p->state != PROCESS_RUNNING && !wake(p)) {
        return NULL;
    }
    hardening_check(p);
    kernel.current = p;
    arch_mpu_load(&p->regions, p->shares); /* to see whether it is loaded already costs as much */
    return p;
}

/* Deferred calls may lead to more of them for as long as a driver has something to do for one
 * process: in one of so many turns the processes come first, for a while that is much shorter than
 * a slice, or what waits for the deferred calls would be late by one. */
#ifndef TURNS_OF_DEFERRED_CALLS
#define TURNS_OF_DEFERRED_CALLS 32u
#endif
#define TURN_OF_PROCESSES_CYCLES (1000u * CPU_CYCLES_PER_US)

/* Takes deferred calls out of what there is to do, if this is such a turn; they are to be put back
 * at its end. */
static COLD uint32_t postpone(uint32_t turn) {
    if (turn % TURNS_OF_DEFERRED_CALLS != 0 || ready_set_is_empty(&kernel.ready)) {
        return 0;
    }
    uint32_t postponed = kernel.work & WORK_DEFERRED;
    kernel.work &= ~WORK_DEFERRED;
    return postponed;
}

COLD _Noreturn void main_loop(struct main_loop_capability capability) {
    (void)capability;
    for (uint32_t turn = 1;; turn++) {
        interrupts_serve();
        uint32_t postponed = postpone(turn);
        if (kernel.work != 0) {
            do_work();
        } else if (ready_set_is_empty(&kernel.ready)) {
            slice_stop();
            arch_sleep();
        } else if (last_goes_on() || main_loop_choose() != NULL) {
            if (postponed != 0 && slice.goes_on) {
                slice_timer_start(TURN_OF_PROCESSES_CYCLES); /* the rest of the slice comes later */
            }
            arch_process_run();
        }
        kernel.work |= postponed;
    }
}
