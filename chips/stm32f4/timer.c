/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* General-purpose timers. Source: RM0090, sections 18.3 and 18.4. */
#include "chips/stm32f4/timer.h"

#include "arch/arch.h"
#include "arch/cortex-m/start.h"
#include "chips/stm32f4/lines.h"
#include "chips/stm32f4/rcc.h"
#include "kernel/boot.h"
#include "kernel/registers.h"

REGISTER_RW(tim_cr1);
FIELD(tim_cr1, CEN, 0, 1);
FIELD(tim_cr1, OPM, 3, 1);
REGISTER_RW(tim_dier);
FIELD(tim_dier, UIE, 0, 1);
REGISTER_RW(tim_sr);
REGISTER_RO(tim_cnt);
REGISTER_RW(tim_arr);

struct stm32f4_timer_registers {
    struct tim_cr1 cr1;
    uint32_t cr2;
    uint32_t smcr;
    struct tim_dier dier;
    struct tim_sr sr;
    uint32_t before_cnt[4];
    struct tim_cnt cnt;
    uint32_t psc;
    struct tim_arr arr;
};
REGISTER_AT(struct stm32f4_timer_registers, sr, 0x10);
REGISTER_AT(struct stm32f4_timer_registers, cnt, 0x24);
REGISTER_AT(struct stm32f4_timer_registers, arr, 0x2C);

const struct stm32f4_timer stm32f4_tim2 = {
    .registers = (struct stm32f4_timer_registers *)0x40000000,
    .device = STM32F4_APB1_TIM2,
    .line = STM32F4_LINE_TIM2,
};
const struct stm32f4_timer stm32f4_tim5 = {
    .registers = (struct stm32f4_timer_registers *)0x40000C00,
    .device = STM32F4_APB1_TIM5,
    .line = STM32F4_LINE_TIM5,
};

/* ---- One shot ---- */

void stm32f4_timer_stop(const struct stm32f4_timer *t) {
    tim_cr1_write(&t->registers->cr1, tim_cr1_bits(0));
    tim_sr_write(&t->registers->sr, tim_sr_bits(0));
}

/* Resetting the device sets its counter to zero. It is the one way to do so that QEMU's model bears: where
 * the counter is written, the model makes the interrupt late by all the time since it was started. It
 * has no RCC and ignores the reset; it counts from each write to ARR, and forgets one that is over
 * before CEN is set. Hence the second one, which changes nothing on the chip. */
static void run(const struct stm32f4_timer *t, uint32_t ticks) {
    struct stm32f4_timer_registers *r = t->registers;
    stm32f4_timer_stop(t);
    stm32f4_reset_apb1(t->device);
    tim_arr_write(&r->arr, tim_arr_bits(ticks));
    tim_dier_write(&r->dier, tim_dier_with_UIE(tim_dier_bits(0), 1));
    tim_cr1_write(&r->cr1, tim_cr1_with_OPM(tim_cr1_with_CEN(tim_cr1_bits(0), 1), 1));
    tim_arr_write(&r->arr, tim_arr_bits(ticks));
}

/* ---- How fast they are ----
 *
 * On the chip they run at twice the clock of their bus (7.2), four times as fast as SysTick; in QEMU's
 * model at a gigahertz. So it is measured, once. */

#define RATE_SHIFT 8
#define MEASURE_COUNTS 16384u /* less than a millisecond */
#define SLACK_COUNTS 128u     /* somebody came between two readings: on a model, its host */
#define ATTEMPTS 8u
#define STILL_MAX 1000000u /* readings */

static uint32_t rate; /* ticks in 2^RATE_SHIFT counts */

struct sample {
    uint32_t counts;
    uint32_t ticks;
    uint32_t took_counts;
};

static BOOT_ONLY struct sample sample(void) {
    uint32_t before = arch_time_counter();
    uint32_t ticks = tim_cnt_read(&stm32f4_tim2.registers->cnt).bits;
    return (struct sample){before, ticks, arch_time_between(before, arch_time_counter())};
}

BOOT_ONLY void stm32f4_timers_measure(void) {
    run(&stm32f4_tim2, UINT32_MAX);
    uint32_t still = arch_time_counter(); /* on a model it may be a while until it moves */
    for (uint32_t i = 0; i < STILL_MAX && arch_time_counter() == still; i++) {
    }
    for (uint32_t attempt = 0; attempt < ATTEMPTS; attempt++) {
        struct sample first = sample();
        while (arch_time_between(first.counts, arch_time_counter()) < MEASURE_COUNTS) {
        }
        struct sample last = sample();
        rate = ((last.ticks - first.ticks) << RATE_SHIFT) /
               arch_time_between(first.counts, last.counts);
        if (first.took_counts + last.took_counts < SLACK_COUNTS) {
            break;
        }
    }
    stm32f4_timer_stop(&stm32f4_tim2);
}

void stm32f4_timer_start(const struct stm32f4_timer *t, uint32_t counts) {
    run(t, (uint32_t)((uint64_t)counts * rate >> RATE_SHIFT));
}

/* ---- Two moments ---- */

#define DELAY_MIN 64u /* counts: a shorter one could be over before it is looked at */

/* A longer wait is cut into these, and there is always a wait: the counter has to be read once in
 * its period. What is left of the period is how late the main loop may be: longer than a capsule's budget
 * and the time in which it is stopped (CAPSULE_BUDGET_MS). */
#define DELAY_MAX (80000u * CPU_CYCLES_PER_US)
_Static_assert(DELAY_MAX < ARCH_TIME_PERIOD_CYCLES, "the counter wraps unseen");
_Static_assert((CAPSULE_BUDGET_MS + 50) * 1000u * CPU_CYCLES_PER_US < ARCH_TIME_PERIOD_CYCLES,
               "the counter is read when the watchdog is fed, not before a capsule is stopped");
_Static_assert(DELAY_MAX < CAPSULE_BUDGET_MS * 1000u * CPU_CYCLES_PER_US / 2, "sleep is no hang");

static void run_for_earliest(struct stm32f4_moments *self) {
    uint64_t now = arch_time_cycles();
    uint64_t at = self->alarm_at < self->slice_at ? self->alarm_at : self->slice_at;
    uint32_t counts = DELAY_MAX;
    if (at <= now + DELAY_MIN) {
        counts = DELAY_MIN;
    } else if (at - now < (uint64_t)DELAY_MAX) {
        counts = (uint32_t)(at - now);
    }
    stm32f4_timer_start(self->timer, counts);
}

static uint32_t alarm_now_ticks(struct stm32f4_moments *self) {
    (void)self;
    return (uint32_t)(arch_time_cycles() >> STM32F4_ALARM_SHIFT);
}

static uint32_t alarm_ticks_per_second(struct stm32f4_moments *self) {
    (void)self;
    return CPU_CYCLES_PER_US * 1000000u >> STM32F4_ALARM_SHIFT;
}

static void alarm_arm(struct stm32f4_moments *self, uint32_t reference, uint32_t dt) {
    uint64_t now = arch_time_cycles() >> STM32F4_ALARM_SHIFT;
    uint32_t elapsed = (uint32_t)now - reference;
    self->alarm_at = (now + (elapsed < dt ? dt - elapsed : 0)) << STM32F4_ALARM_SHIFT;
    run_for_earliest(self);
}

static void alarm_disarm_timer(struct stm32f4_moments *self) {
    self->alarm_at = STM32F4_NEVER;
    run_for_earliest(self);
}

const struct alarm_ops stm32f4_alarm_ops = ALARM_OPS(
    struct stm32f4_moments, alarm_now_ticks, alarm_ticks_per_second, alarm_arm, alarm_disarm_timer);

void stm32f4_slice_start(struct stm32f4_moments *self, uint32_t cycles) {
    self->slice_at = arch_time_cycles() + cycles;
    run_for_earliest(self);
}

void stm32f4_slice_stop(struct stm32f4_moments *self) {
    self->slice_at = STM32F4_NEVER;
    run_for_earliest(self);
}

BOOT_ONLY void stm32f4_moments_start(struct stm32f4_moments *self) {
    self->alarm_at = STM32F4_NEVER;
    self->slice_at = STM32F4_NEVER;
    arch_interrupt_enable(self->timer->line);
    run_for_earliest(self);
}

void stm32f4_moments_interrupt(struct stm32f4_moments *self) {
    stm32f4_timer_stop(self->timer);
    arch_interrupt_enable(self->timer->line);
    uint64_t now = arch_time_cycles();
    if (self->slice_at <= now) {
        self->slice_at = STM32F4_NEVER;
        slice_timer_fired();
    }
    if (self->alarm_at <= now) {
        self->alarm_at = STM32F4_NEVER;
        alarm_client_fired(self->client, (uint32_t)(now >> STM32F4_ALARM_SHIFT));
    }
    run_for_earliest(self);
}
