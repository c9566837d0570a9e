/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One comparator, three moments. In the comparator is the earliest of them, or one before it: most
 * moments are put off again and again (the watch's with each interrupt, the slice's with each sleep), and
 * then the comparator is left alone until it is found to be too early, by the trap or before the CPU
 * sleeps. */
#include "arch/riscv/timer.h"

#include "arch/riscv/clint.h"
#include "arch/riscv/trap.h"
#include "kernel/process.h"

#define NEVER UINT64_MAX

static uint64_t due[TIMER_USES] = {NEVER, NEVER, NEVER};
static uint64_t compared = NEVER; /* what is in the comparator */
static uint32_t marked; /* a bit for each use that was due and whose bottom half has not come */

uint64_t timer_now(void) {
    for (;;) {
        uint32_t high = clint_mtime_read(&CLINT_MTIME->high).bits;
        uint32_t low = clint_mtime_read(&CLINT_MTIME->low).bits;
        if (clint_mtime_read(&CLINT_MTIME->high).bits == high) {
            return (uint64_t)high << 32 | low;
        }
    }
}

/* Never a value on the way that is earlier than both the old and the new one (ACLINT 2.1). */
static void compare_with(uint64_t when) {
    compared = when;
    clint_mtimecmp_write(&CLINT_MTIMECMP->low, clint_mtimecmp_bits(UINT32_MAX));
    clint_mtimecmp_write(&CLINT_MTIMECMP->high, clint_mtimecmp_bits((uint32_t)(when >> 32)));
    clint_mtimecmp_write(&CLINT_MTIMECMP->low, clint_mtimecmp_bits((uint32_t)when));
}

static void compare_with_earliest(void) {
    uint64_t earliest = NEVER;
    for (unsigned use = 0; use < TIMER_USES; use++) {
        if (due[use] < earliest) {
            earliest = due[use];
        }
    }
    compare_with(earliest);
}

void timer_set(enum timer_use use, uint64_t when) {
    uint32_t state = arch_interrupts_disable();
    marked &= ~(1u << use);
    due[use] = when;
    if (when < compared) {
        compare_with(when);
    }
    arch_interrupts_restore(state);
}

void timer_clear(enum timer_use use) {
    timer_set(use, NEVER);
}

void timer_sleeps(void) {
    due[TIMER_WATCH] = NEVER;
    compare_with_earliest();
}

int arch_timer_take(void) {
    for (unsigned use = 0; use < TIMER_WATCH; use++) {
        if ((marked >> use & 1u) != 0) {
            marked &= ~(1u << use);
            return ARCH_LINE_ALARM + (int)use;
        }
    }
    return -1;
}

uint32_t arch_timer_marks(void) {
    return marked;
}

bool arch_timer_trap(void) {
    uint64_t now = timer_now();
    for (unsigned use = 0; use < TIMER_USES; use++) {
        if (due[use] <= now) {
            due[use] = NEVER;
            marked |= 1u << use;
        }
    }
    compare_with_earliest();
    bool watch = (marked >> TIMER_WATCH & 1u) != 0;
    marked &= ~(1u << TIMER_WATCH);
    if (marked != 0) {
        kernel.interrupts = 1;
    }
    return watch;
}
