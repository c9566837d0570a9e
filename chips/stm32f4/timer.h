/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The two general-purpose timers of 32 bits, each as a one-shot: TIM2 for the alarm and the time slice,
 * whichever comes first, TIM5 for the watch (watch.h). Time itself is counted by SysTick
 * (arch/cortex-m/time.c), and all waits are said in its counts. Source: RM0090, section 18. */
#ifndef CHIPS_STM32F4_TIMER_H
#define CHIPS_STM32F4_TIMER_H

#include "hil/alarm.h"
#include "kernel/scheduler.h"

#include <stdint.h>

struct stm32f4_timer_registers;
struct stm32f4_timer {
    struct stm32f4_timer_registers *registers;
    uint32_t device; /* stm32f4_reset_apb1 */
    uint32_t line;
};
extern const struct stm32f4_timer stm32f4_tim2, stm32f4_tim5;

/* Measures how fast the timers are. Before any of them is used.
 * pre: arch_time_start */
void stm32f4_timers_measure(void);

/* Interrupts once, after so many counts of arch_time_counter, at most four seconds; in place of what it
 * was to do before. */
void stm32f4_timer_start(const struct stm32f4_timer *t, uint32_t counts);
void stm32f4_timer_stop(const struct stm32f4_timer *t);

/* ---- Alarm and time slice, on one timer ---- */

/* Ticks of the alarm: counts divided by 16, so that 32 bits last three quarters of an hour at 21 MHz. */
#define STM32F4_ALARM_SHIFT 4

struct stm32f4_moments {
    const struct stm32f4_timer *timer;
    const struct alarm_client *client;
    uint64_t alarm_at; /* in counts since arch_time_start, or STM32F4_NEVER */
    uint64_t slice_at;
};
#define STM32F4_NEVER UINT64_MAX

extern const struct alarm_ops stm32f4_alarm_ops;
#define STM32F4_ALARM(object_) \
    { .ops = &stm32f4_alarm_ops, .self = SELF(struct stm32f4_moments, object_) }

void stm32f4_slice_start(struct stm32f4_moments *self, uint32_t cycles);
void stm32f4_slice_stop(struct stm32f4_moments *self);
#define STM32F4_SLICE(object_) \
    SLICE_TIMER(struct stm32f4_moments, stm32f4_slice_start, stm32f4_slice_stop, object_)

void stm32f4_moments_start(struct stm32f4_moments *self);

/* The bottom half of the timer's line. */
void stm32f4_moments_interrupt(struct stm32f4_moments *self);

#endif
