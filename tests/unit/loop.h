/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The real main loop, with processes that do as they are told, and a clock: for tests of
 * schedulers and of the loop itself. What happened is a string, so that a test can be read:
 *
 *     "0121z"     slots 0, 1, 2 and 1 were entered, then the CPU slept
 */
#ifndef TESTS_UNIT_LOOP_H
#define TESTS_UNIT_LOOP_H

#include "kernel/process.h"

#include <stdint.h>

#define LOOP_MS (1000u * CPU_CYCLES_PER_US) /* cycles of a millisecond */

/* The line of the slice timer. Others are for the test. */
#define LOOP_LINE_SLICE 0u
#define LOOP_LINE_TEST 1u

enum loop_habit {
    LOOP_SPINS,        /* never yields */
    LOOP_YIELDS,       /* works for `cycles`, then yields for good or until it is woken */
    LOOP_IS_DISTURBED, /* works for `cycles`, then LOOP_LINE_TEST comes */
    LOOP_EXITS,        /* works for `cycles`, then ends */
};

struct loop_process {
    enum loop_habit habit;
    uint32_t cycles;
    uint32_t left; /* of them, in the entry at hand */
};

struct loop {
    struct loop_process processes[PROCESS_SLOTS];
    void (*entered)(struct process *p); /* called at each entry, before the process works */
    void (*disturbance)(void);          /* the bottom half of LOOP_LINE_TEST */
    void (*sleep)(void);                /* what happens while the CPU sleeps; NULL: the end */
    char trace[256];
};
extern struct loop loop;

/* Boots `count` apps, all with this habit. */
void loop_boot(uint32_t count, enum loop_habit habit, uint32_t cycles);

/* Runs the loop until processes have been entered `entries` times, or it would sleep for good.
 * Returns the trace of this run. */
const char *loop_run(unsigned entries);

/* Gives a process another habit, from its next entry on. */
void loop_change(uint32_t slot, enum loop_habit habit, uint32_t cycles);

/* Makes a process that has yielded ready: an upcall for it is scheduled, unless one is queued. */
void loop_wake(uint32_t slot);

#endif
