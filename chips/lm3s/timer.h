/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* General-purpose timers, each as one 32-bit one-shot. Two uses: the alarm, whose counter comes
 * from SysTick (arch/cortex-m/time.c), and the time slice.
 * Source: LM3S6965 data sheet, section 10. */
#ifndef CHIPS_LM3S_TIMER_H
#define CHIPS_LM3S_TIMER_H

#include "hil/alarm.h"
#include "kernel/scheduler.h"

#include <stdbool.h>
#include <stdint.h>

struct lm3s_timer_registers;
#define LM3S_TIMER0 ((struct lm3s_timer_registers *)0x40030000)
#define LM3S_TIMER1 ((struct lm3s_timer_registers *)0x40031000)

/* ---- Alarm ---- */

/* Ticks of the alarm's counter: CPU cycles divided by 32, so that 32 bits last three quarters of
 * an hour. */
#define LM3S_ALARM_SHIFT 5

struct lm3s_alarm {
    struct lm3s_timer_registers *timer;
    uint32_t line;
    const struct alarm_client *client;
    uint32_t reference;
    uint32_t dt;
    bool armed;
};

extern const struct alarm_ops lm3s_alarm_ops;
#define LM3S_ALARM(object_) \
    { .ops = &lm3s_alarm_ops, .self = SELF(struct lm3s_alarm, object_) }

void lm3s_alarm_start(struct lm3s_alarm *self);

/* The bottom half of its line. */
void lm3s_alarm_interrupt(struct lm3s_alarm *self);

/* ---- Time slice ---- */

struct lm3s_slice {
    struct lm3s_timer_registers *timer;
    uint32_t line;
};

void lm3s_slice_begin(struct lm3s_slice *self);
void lm3s_slice_start(struct lm3s_slice *self, uint32_t cycles);
void lm3s_slice_stop(struct lm3s_slice *self);
#define LM3S_SLICE(object_) \
    SLICE_TIMER(struct lm3s_slice, lm3s_slice_start, lm3s_slice_stop, object_)

/* The bottom half of its line. */
void lm3s_slice_interrupt(struct lm3s_slice *self);

#endif
