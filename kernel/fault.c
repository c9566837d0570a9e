/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Fault policies and their application. See the header. */
#include "kernel/fault.h"

#include "kernel/messages.h"
#include "kernel/panic.h"
#include "kernel/process.h"
#include "kernel/report.h"

enum fault_action fault_decide(struct fault_policy policy, uint32_t restarts) {
    switch (policy.kind) {
    case FAULT_POLICY_PANIC:
        return FAULT_ACTION_PANIC;
    case FAULT_POLICY_STOP:
        return FAULT_ACTION_STOP;
    case FAULT_POLICY_RESTART:
        return FAULT_ACTION_RESTART;
    case FAULT_POLICY_RESTART_LIMIT:
        return restarts <= policy.limit ? FAULT_ACTION_RESTART : FAULT_ACTION_STOP;
    case FAULT_POLICY_RESTART_PANIC:
        return restarts <= policy.limit ? FAULT_ACTION_RESTART : FAULT_ACTION_PANIC;
    }
    return FAULT_ACTION_PANIC;
}

/* The policy is a constant: what it never does is not there, if this is not a call. */
static inline __attribute__((always_inline)) enum fault_action action_for(const struct process *p) {
    return fault_decide(board_fault_policy, p->debug.restarts);
}

/* Where the report that was begun is about: it is finished before another begins. */
static uint32_t reported_slot;

static struct process *next_pending(void) {
    for (uint32_t i = 0; i < PROCESS_SLOTS; i++) {
        struct process *p = kernel.slots[reported_slot];
        if (p != NULL && p->fault_pending) {
            return p;
        }
        reported_slot = (reported_slot + 1) % PROCESS_SLOTS;
    }
    return NULL;
}

bool fault_report_waits(void) {
    return next_pending() != NULL;
}

void fault_process_pending(void) {
    kernel.work &= ~WORK_FAULT;
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        const struct process *p = kernel.slots[slot];
        if (p != NULL && p->fault_pending && action_for(p) == FAULT_ACTION_PANIC) {
            panic_process(p);
        }
    }
    if (next_pending() != NULL) {
        messages_announce();
    }
}

static void apply(struct process *p, struct buffer *out) {
    buffer_text(out, TEXT("Process "));
    process_put_shown_name(p, out);
    if (action_for(p) == FAULT_ACTION_RESTART) {
        buffer_text(out, TEXT(" faulted and will be restarted."));
        process_restart(p, COMPLETION_FAULTED, 0);
    } else {
        buffer_text(out, TEXT(" faulted and was stopped."));
        process_terminate(p, COMPLETION_FAULTED, 0);
        p->state = PROCESS_FAULTED;
    }
}

bool fault_report_line(struct buffer *out) {
    struct process *p = next_pending();
    if (p == NULL) {
        return false;
    }
    if (!report_next(&p->report, p, out)) {
        apply(p, out);
    }
    return true;
}
