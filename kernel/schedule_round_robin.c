/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Round robin: each process in turn, 10 ms at most. A process that the kernel interrupted goes on
 * with what is left of its slice; the time has been running meanwhile. */
#include "kernel/process.h"
#include "kernel/scheduler.h"

#define SLICE_CYCLES (10000u * CPU_CYCLES_PER_US)

static uint32_t scheduler_next(void) {
    uint32_t last = slice.slot;
    if (slice.goes_on && ready_set_has(&kernel.ready, last) &&
        kernel.slots[last]->state == PROCESS_RUNNING) {
        return last;
    }
    uint32_t slot = ready_set_after(&kernel.ready, last);
    if (slot != READY_NONE) {
        slice_begin(slot);
    }
    return slot;
}

uint32_t scheduler_slice_cycles(void) {
    return SLICE_CYCLES;
}

void scheduler_slice_expired(void) {
    kernel.slots[slice.slot]->debug.slice_expirations++;
}
