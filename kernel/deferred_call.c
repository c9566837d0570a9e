/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The list of pending deferred calls. See the header. */
#include "kernel/deferred_call.h"

#include "kernel/boundary.h"
#include "kernel/capsule_fault.h"
#include "kernel/process.h"

#include <stddef.h>

static struct deferred_call *first;
static struct deferred_call *last;

void deferred_call_set(struct deferred_call *call) {
    if (call->pending) {
        return;
    }
    call->pending = true;
    call->next = NULL;
    if (first == NULL) {
        first = call;
    } else {
        last->next = call;
    }
    last = call;
    kernel.work |= WORK_DEFERRED;
}

void deferred_call_run(void) {
    struct deferred_call *call = first;
    first = NULL;
    kernel.work &= ~WORK_DEFERRED;
    while (call != NULL) {
        struct deferred_call *next = call->next;
        call->pending = false;
        capsule_watch_feed(); /* each has its own time */
        BOUNDARY_CALL(void, call->function, call->self);
        call = next;
    }
}
