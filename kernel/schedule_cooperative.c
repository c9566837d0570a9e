/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Cooperative: each process in turn, until it yields of its own accord. */
#include "kernel/process.h"
#include "kernel/scheduler.h"

static uint32_t last; /* slot that ran last */

static inline bool scheduler_goes_on(void) {
    return ready_set_has(&kernel.ready, last) && kernel.current == kernel.slots[last] &&
           kernel.current->state == PROCESS_RUNNING;
}

static inline uint32_t scheduler_next(void) {
    uint32_t slot = ready_set_after(&kernel.ready, last);
    if (slot != READY_NONE) {
        last = slot;
    }
    return slot;
}

/* There are no slices. */
uint32_t scheduler_slice_cycles(void) {
    return 0;
}

void scheduler_slice_expired(void) {}
