/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The machine's one timer, for three uses: each has a moment at which it is due. */
#ifndef ARCH_RISCV_TIMER_H
#define ARCH_RISCV_TIMER_H

#include <stdint.h>

enum timer_use {
    TIMER_ALARM, /* its bottom half is that of ARCH_LINE_ALARM */
    TIMER_SLICE, /* ARCH_LINE_SLICE */
    TIMER_WATCH, /* interrupts the kernel too, and calls arch_watch */
    TIMER_USES,
};

/* Ticks of the counter since the machine was reset. */
uint64_t timer_now(void);

/* Makes it due at that moment, once, or at once if that is over; in place of what was set before. */
void timer_set(enum timer_use use, uint64_t when);

/* Makes it due never, forgetting also that it was. */
void timer_clear(enum timer_use use);

/* The CPU sleeps until something is due; whether it hangs is nobody's question meanwhile.
 * pre: interrupts are disabled */
void timer_sleeps(void);

#endif
