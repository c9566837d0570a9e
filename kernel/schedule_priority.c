/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Priority: always the ready process in the lowest slot, that is, the one that comes first in
 * flash. It keeps the CPU until it yields or one before it becomes ready. */
#include "kernel/process.h"
#include "kernel/scheduler.h"

static inline bool scheduler_goes_on(void) {
    return false; /* another one may have become ready */
}

static inline uint32_t scheduler_next(void) {
    return ready_set_lowest(&kernel.ready);
}

/* There are no slices. */
uint32_t scheduler_slice_cycles(void) {
    return 0;
}

void scheduler_slice_expired(void) {}
