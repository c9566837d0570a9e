/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The timer of ARM's Cortex-M System Design Kit, 32 bits that count down. Two uses: the alarm, whose
 * counter comes from SysTick (arch/cortex-m/time.c), and the time slice. It runs at the CPU's clock.
 * Source: DDI0479 4.2. */
#ifndef CHIPS_CMSDK_TIMER_H
#define CHIPS_CMSDK_TIMER_H

#include "hil/alarm.h"
#include "kernel/scheduler.h"

#include <stdbool.h>
#include <stdint.h>

struct cmsdk_timer_registers;

/* ---- Alarm ---- */

/* Ticks of the alarm's counter: CPU cycles divided by 16, so that 32 bits last three quarters of
 * an hour at 25 MHz. */
#define CMSDK_ALARM_SHIFT 4

struct cmsdk_alarm {
    struct cmsdk_timer_registers *timer;
    uint32_t line;
    const struct alarm_client *client;
    uint32_t reference;
    uint32_t dt;
    bool armed;
};

extern const struct alarm_ops cmsdk_alarm_ops;
#define CMSDK_ALARM(object_) \
    { .ops = &cmsdk_alarm_ops, .self = SELF(struct cmsdk_alarm, object_) }

void cmsdk_alarm_start(struct cmsdk_alarm *self);

/* The bottom half of its line. */
void cmsdk_alarm_interrupt(struct cmsdk_alarm *self);

/* ---- Time slice ---- */

struct cmsdk_slice {
    struct cmsdk_timer_registers *timer;
    uint32_t line;
};

void cmsdk_slice_begin(struct cmsdk_slice *self);
void cmsdk_slice_start(struct cmsdk_slice *self, uint32_t cycles);
void cmsdk_slice_stop(struct cmsdk_slice *self);
#define CMSDK_SLICE(object_) \
    SLICE_TIMER(struct cmsdk_slice, cmsdk_slice_start, cmsdk_slice_stop, object_)

/* The bottom half of its line. */
void cmsdk_slice_interrupt(struct cmsdk_slice *self);

#endif
