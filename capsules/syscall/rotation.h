/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Whose turn it is among processes that wait: the first behind the one that was served last, going round. Pure.
 * Each process is offered once, in the order of GRANT_EACH. */
#ifndef CAPSULES_SYSCALL_ROTATION_H
#define CAPSULES_SYSCALL_ROTATION_H

#include "kernel/capsule.h"

struct rotation {
    struct process_id served; /* last */
    struct process_id next;
    bool found;
    bool is_behind;    /* what is offered now */
    bool found_behind; /* and not only at the beginning of the round */
};

static inline struct rotation rotation_behind(struct process_id served) {
    return (struct rotation){.served = served, .next = PROCESS_ID_NONE};
}

static inline void rotation_offer(struct rotation *r, struct process_id pid, bool waits) {
    if (waits && (!r->found || (r->is_behind && !r->found_behind))) {
        r->next = pid;
        r->found = true;
        r->found_behind = r->is_behind;
    }
    r->is_behind = r->is_behind || process_id_equal(pid, r->served);
}

#endif
