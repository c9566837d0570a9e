/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Time slices. See kernel/scheduler.h. */
#include "kernel/scheduler.h"

struct slice slice;

void slice_timer_start(uint32_t cycles) {
    slice.goes_on = 1;
    board_slice_timer.start(board_slice_timer.self, cycles);
}

void slice_stop(void) {
    if (slice.goes_on) {
        slice.goes_on = 0;
        board_slice_timer.stop(board_slice_timer.self);
    }
}

void slice_timer_fired(void) {
    if (!slice.goes_on) {
        return; /* stopped after it had fired */
    }
    uint32_t elapsed = arch_time_between(slice.since, arch_time_counter());
    uint32_t whole = scheduler_slice_cycles();
    if (elapsed < whole) {
        slice_timer_start(whole - elapsed);
        return;
    }
    slice.goes_on = 0;
    scheduler_slice_expired();
}
