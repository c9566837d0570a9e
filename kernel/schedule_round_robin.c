/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Round robin: each process in turn, 10 ms at most. A process that the kernel interrupted goes on
 * with what is left of its slice; the time has been running meanwhile.
 *
 * When a slice has run out, those that were woken meanwhile go first, once each, and then the round
 * goes on where it was: an alarm waits for one process that never blocks, not for each of them. */
#include "kernel/process.h"
#include "kernel/scheduler.h"

#define SLICE_CYCLES (10000u * CPU_CYCLES_PER_US)

static inline bool scheduler_goes_on(void) {
    return slice.goes_on && ready_set_has(&kernel.ready, slice.slot) &&
           kernel.current == kernel.slots[slice.slot] && kernel.current->state == PROCESS_RUNNING;
}

/* The next one that goes early, or READY_NONE if none of them is ready any more. */
static __attribute__((cold, noinline)) uint32_t next_early(void) {
    slice.early = ready_set_both(&slice.early, &kernel.ready);
    uint32_t slot = ready_set_lowest(&slice.early);
    if (slot != READY_NONE) {
        ready_set_remove(&slice.early, slot);
        slice_begin(slot);
    }
    return slot;
}

static inline uint32_t scheduler_next(void) {
    if (!ready_set_is_empty(&slice.early)) {
        uint32_t slot = next_early();
        if (slot != READY_NONE) {
            return slot;
        }
    }
    uint32_t slot = ready_set_from(&kernel.ready, slice.turn);
    if (slot != READY_NONE) {
        slice.turn = slot + 1;
        slice_begin(slot);
    }
    return slot;
}

uint32_t scheduler_slice_cycles(void) {
    return SLICE_CYCLES;
}

void scheduler_slice_expired(void) {
    kernel.slots[slice.slot]->debug.slice_expirations++;
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        if (ready_set_has(&kernel.ready, slot) && kernel.slots[slot]->state != PROCESS_RUNNING) {
            ready_set_add(&slice.early, slot);
        }
    }
}
