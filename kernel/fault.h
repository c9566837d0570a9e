/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What becomes of a process that faulted: it is reported to a person line by line, as fast as the
 * wire takes them and no faster, then the board's policy is applied. Source: ABI 5.6. */
#ifndef KERNEL_FAULT_H
#define KERNEL_FAULT_H

#include "kernel/buffer.h"

#include <stdbool.h>
#include <stdint.h>

enum fault_policy_kind {
    FAULT_POLICY_PANIC,         /* the whole system stops */
    FAULT_POLICY_STOP,          /* the process stays dead */
    FAULT_POLICY_RESTART,       /* the process starts anew */
    FAULT_POLICY_RESTART_LIMIT, /* anew while it restarted at most `limit` times, else it stops */
    FAULT_POLICY_RESTART_PANIC, /* likewise, else the system panics */
};
struct fault_policy {
    enum fault_policy_kind kind;
    uint32_t limit;
};

/* The board's. */
extern const struct fault_policy board_fault_policy;

enum fault_action {
    FAULT_ACTION_PANIC,
    FAULT_ACTION_STOP,
    FAULT_ACTION_RESTART,
};

/* Pure: what the policy says of a process that has been restarted `restarts` times. */
enum fault_action fault_decide(struct fault_policy policy, uint32_t restarts);

/* Starts the reports of processes that faulted, and panics for those whose policy says so. Main
 * loop only. */
void fault_process_pending(void);

/* Is a report pending? */
bool fault_report_waits(void);

/* The next line of a pending report. When the last one has been fetched the policy is applied.
 * Returns false if no report is pending. */
bool fault_report_line(struct buffer *out);

#endif
