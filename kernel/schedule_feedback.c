/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Multi-level feedback queue: three levels, the higher the level the longer the slice and the later
 * the turn. A process that uses its slice up sinks a level. After five seconds of slices all rise
 * to the top again, so that none starves. */
#include "kernel/process.h"
#include "kernel/scheduler.h"

#define LEVELS 3u
#define REFRESH_US 5000000u

static const uint32_t slice_us[LEVELS] = {10000, 20000, 50000};

static uint8_t level_of[PROCESS_SLOTS];
static uint32_t used_us; /* of slices since the last refresh */

static void refresh(void) {
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        level_of[slot] = 0;
    }
    used_us = 0;
}

/* The next ready slot after the last one on the topmost level that has any. */
static uint32_t choose(void) {
    for (uint32_t level = 0; level < LEVELS; level++) {
        for (uint32_t i = 1; i <= PROCESS_SLOTS; i++) {
            uint32_t slot = (slice.slot + i) % PROCESS_SLOTS;
            if (level_of[slot] == level && ready_set_has(&kernel.ready, slot)) {
                return slot;
            }
        }
    }
    return READY_NONE;
}

/* Goes on with the last process, unless one on a higher level has become ready. */
static bool goes_on(uint32_t chosen) {
    return slice.goes_on && kernel.slots[slice.slot]->state == PROCESS_RUNNING &&
           ready_set_has(&kernel.ready, slice.slot) && level_of[chosen] >= level_of[slice.slot];
}

/* The slice at hand is over, used up or not. Time that is not counted here would let processes that
 * always block just before the end put the refresh off for ever. */
static void leave_slice(void) {
    used_us += arch_time_between(slice.since, arch_time_counter()) / CPU_CYCLES_PER_US;
    if (used_us >= REFRESH_US) {
        refresh();
    }
    slice_stop(); /* slices differ in length: the next one has the timer to itself */
}

static inline bool scheduler_goes_on(void) {
    return false; /* scheduler_next looks at the levels first */
}

static inline uint32_t scheduler_next(void) {
    uint32_t slot = choose();
    if (slot == READY_NONE) {
        return READY_NONE;
    }
    if (goes_on(slot)) {
        return slice.slot;
    }
    if (slice.goes_on) {
        leave_slice();
        slot = choose();
    }
    slice_begin(slot);
    return slot;
}

uint32_t scheduler_slice_cycles(void) {
    return slice_us[level_of[slice.slot]] * CPU_CYCLES_PER_US;
}

void scheduler_slice_expired(void) {
    kernel.slots[slice.slot]->debug.slice_expirations++;
    used_us += slice_us[level_of[slice.slot]];
    if (level_of[slice.slot] < LEVELS - 1) {
        level_of[slice.slot]++;
    }
    if (used_us >= REFRESH_US) {
        refresh();
    }
}
