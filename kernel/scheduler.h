/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Who runs next. A board chooses one of schedule_round_robin.c, schedule_cooperative.c,
 * schedule_priority.c and schedule_feedback.c (board.mk: SCHEDULER), and main_loop.c includes it,
 * so that a switch does not pay for calls. Each defines, for itself:
 *
 *     static bool scheduler_goes_on(void)      may kernel.current go on, whose regions are loaded,
 *                                              where an interrupt or work took the CPU from it?
 *     static uint32_t scheduler_next(void)     otherwise: the slot of the process to run now, its
 *                                              slice begun; READY_NONE if none is ready
 *     uint32_t scheduler_slice_cycles(void)    how long the slice that began last is
 *     void scheduler_slice_expired(void)       it has been used up
 *
 * Source: ABI 5.6. */
#ifndef KERNEL_SCHEDULER_H
#define KERNEL_SCHEDULER_H

#include "arch/arch.h"
#include "kernel/config.h"
#include "kernel/hil.h"
#include "kernel/ready_set.h"

#include <stdbool.h>
#include <stdint.h>

uint32_t scheduler_slice_cycles(void);
void scheduler_slice_expired(void);

/* ---- Time slices ----
 * A switch from process to process happens far more often than a slice runs out. So to begin a
 * slice is to note the time; the timer is left alone if it is running. If it fires too early for
 * the slice of that moment it is started again for the rest. (A scheduler whose slices differ in
 * length stops it first.) */

struct slice {
    uint32_t since;   /* arch_time_counter when it began */
    uint32_t slot;    /* whose it is */
    uint32_t goes_on; /* it has begun and has not run out; the timer runs: 1 or 0 */
    /* The scheduler's own; here, so that a switch looks in one place. */
    uint32_t turn;          /* the slot from which on the next turn is given */
    struct ready_set early; /* who goes before the next turn */
};
extern struct slice slice;

/* The timer that measures slices; the board's. `start` has it fire once after so many CPU cycles;
 * its bottom half calls slice_timer_fired. */
struct slice_timer {
    void (*start)(struct object *self, uint32_t cycles);
    void (*stop)(struct object *self);
    struct object *self;
};
#define SLICE_TIMER(type, start_, stop_, self_)                                           \
    {                                                                                     \
        .start = METHOD(type, start_, void, uint32_t), .stop = METHOD(type, stop_, void), \
        .self = SELF(type, self_),                                                        \
    }
extern const struct slice_timer board_slice_timer;

void slice_timer_start(uint32_t cycles);

/* Begins a slice of scheduler_slice_cycles() for the process in `slot`. It is less than a period of
 * arch_time_counter. */
static inline void slice_begin(uint32_t slot) {
    slice.slot = slot;
    slice.since = arch_time_counter();
    if (!slice.goes_on) {
        slice_timer_start(scheduler_slice_cycles());
    }
}

/* No process runs: the timer is stopped. */
void slice_stop(void);

/* The bottom half of the timer. */
void slice_timer_fired(void);

#endif
