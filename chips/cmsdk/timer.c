/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Timers. Source: DDI0479 4.2. */
#include "chips/cmsdk/timer.h"

#include "arch/arch.h"
#include "arch/cortex-m/start.h"
#include "kernel/boot.h"
#include "kernel/registers.h"

REGISTER_RW(timer_ctrl);
FIELD(timer_ctrl, ENABLE, 0, 1);
FIELD(timer_ctrl, IRQEN, 3, 1);
REGISTER_RW(timer_value);
REGISTER_RW(timer_reload);
REGISTER_WO(timer_intclear);

struct cmsdk_timer_registers {
    struct timer_ctrl ctrl;
    struct timer_value value;
    struct timer_reload reload; /* writing it sets the value too */
    struct timer_intclear intclear;
};
REGISTER_AT(struct cmsdk_timer_registers, intclear, 0x00C);

#define DELAY_MIN 32u /* cycles: a shorter one could be over before it is looked at */

/* A longer wait is cut into these, and there is always a wait: the counter has to be read once in
 * its period. What is left of the period is how late the main loop may be: longer than a capsule's budget
 * and the time in which it is stopped (CAPSULE_BUDGET_MS). */
#define DELAY_MAX (CPU_CYCLES_PER_US * 80000u)
_Static_assert(DELAY_MAX < ARCH_TIME_PERIOD_CYCLES, "the counter wraps unseen");
_Static_assert((CAPSULE_BUDGET_MS + 50) * 1000u * CPU_CYCLES_PER_US < ARCH_TIME_PERIOD_CYCLES,
               "the counter is read when the watchdog is fed, not before a capsule is stopped");
_Static_assert(DELAY_MAX < CAPSULE_BUDGET_MS * 1000u * CPU_CYCLES_PER_US / 2, "sleep is no hang");

static void stop(struct cmsdk_timer_registers *t) {
    timer_ctrl_write(&t->ctrl, timer_ctrl_bits(0));
    timer_intclear_write(&t->intclear, timer_intclear_bits(1));
}

/* Once: at zero it takes up the reload value, and stays there. */
static void start(struct cmsdk_timer_registers *t, uint32_t cycles) {
    stop(t);
    timer_reload_write(&t->reload, timer_reload_bits(0));
    timer_value_write(&t->value, timer_value_bits(cycles));
    timer_ctrl_write(&t->ctrl,
                     timer_ctrl_with_IRQEN(timer_ctrl_with_ENABLE(timer_ctrl_bits(0), 1), 1));
}

/* ---- Alarm ---- */

static uint32_t alarm_now_ticks(struct cmsdk_alarm *self) {
    (void)self;
    return (uint32_t)(arch_time_cycles() >> CMSDK_ALARM_SHIFT);
}

static uint32_t alarm_ticks_per_second(struct cmsdk_alarm *self) {
    (void)self;
    return CPU_CYCLES_PER_US * 1000000u >> CMSDK_ALARM_SHIFT;
}

/* Runs the timer for what is left, or for as long as it may. It may be a tick late, never early: a
 * part of the present tick is over already. */
static void run_for_rest(struct cmsdk_alarm *self) {
    uint32_t cycles = DELAY_MAX;
    if (self->armed) {
        uint32_t elapsed = alarm_now_ticks(self) - self->reference;
        uint32_t rest = elapsed < self->dt ? self->dt - elapsed : 0;
        if (rest == 0) {
            cycles = DELAY_MIN;
        } else if (rest < DELAY_MAX >> CMSDK_ALARM_SHIFT) {
            cycles = rest << CMSDK_ALARM_SHIFT;
        }
    }
    start(self->timer, cycles);
}

static void alarm_arm(struct cmsdk_alarm *self, uint32_t reference, uint32_t dt) {
    self->reference = reference;
    self->dt = dt;
    self->armed = true;
    run_for_rest(self);
}

static void alarm_disarm_timer(struct cmsdk_alarm *self) {
    self->armed = false;
    run_for_rest(self);
}

const struct alarm_ops cmsdk_alarm_ops = ALARM_OPS(
    struct cmsdk_alarm, alarm_now_ticks, alarm_ticks_per_second, alarm_arm, alarm_disarm_timer);

BOOT_ONLY void cmsdk_alarm_start(struct cmsdk_alarm *self) {
    run_for_rest(self);
    arch_interrupt_enable(self->line);
}

void cmsdk_alarm_interrupt(struct cmsdk_alarm *self) {
    stop(self->timer);
    arch_interrupt_enable(self->line);
    uint32_t now = alarm_now_ticks(self); /* also if nothing is armed: see DELAY_MAX */
    if (self->armed && now - self->reference >= self->dt) {
        self->armed = false;
        alarm_client_fired(self->client, now);
    }
    run_for_rest(self);
}

/* ---- Time slice ---- */

BOOT_ONLY void cmsdk_slice_begin(struct cmsdk_slice *self) {
    stop(self->timer);
    arch_interrupt_enable(self->line);
}

void cmsdk_slice_start(struct cmsdk_slice *self, uint32_t cycles) {
    start(self->timer, cycles);
}

void cmsdk_slice_stop(struct cmsdk_slice *self) {
    stop(self->timer);
}

void cmsdk_slice_interrupt(struct cmsdk_slice *self) {
    stop(self->timer);
    arch_interrupt_enable(self->line);
    slice_timer_fired();
}
