/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* General-purpose timers. Source: LM3S6965 data sheet, sections 10.3.1 and 10.5. */
#include "chips/lm3s/timer.h"

#include "arch/arch.h"
#include "arch/cortex-m/start.h"
#include "chips/lm3s/sysctl.h"
#include "kernel/boot.h"
#include "kernel/registers.h"

REGISTER_RW(gptm_cfg);
FIELD(gptm_cfg, CFG, 0, 3);
REGISTER_RW(gptm_tamr);
FIELD(gptm_tamr, TAMR, 0, 2);
REGISTER_RW(gptm_ctl);
FIELD(gptm_ctl, TAEN, 0, 1);
REGISTER_RW(gptm_imr);
FIELD(gptm_imr, TATOIM, 0, 1);
REGISTER_WO(gptm_icr);
FIELD(gptm_icr, TATOCINT, 0, 1);
REGISTER_RW(gptm_tailr);

struct lm3s_timer_registers {
    struct gptm_cfg cfg;
    struct gptm_tamr tamr;
    uint32_t tbmr;
    struct gptm_ctl ctl;
    uint32_t reserved[2];
    struct gptm_imr imr;
    uint32_t ris;
    uint32_t mis;
    struct gptm_icr icr;
    struct gptm_tailr tailr;
};
REGISTER_AT(struct lm3s_timer_registers, ctl, 0x00C);
REGISTER_AT(struct lm3s_timer_registers, imr, 0x018);
REGISTER_AT(struct lm3s_timer_registers, icr, 0x024);
REGISTER_AT(struct lm3s_timer_registers, tailr, 0x028);

#define CFG_32_BIT 0u
#define TAMR_ONE_SHOT 1u
#define DELAY_MIN 32u /* cycles: a shorter one could be over before it is looked at */

/* A longer wait is cut into these, and there is always a wait: the counter has to be read once in
 * its period. What is left of the period is how late the main loop may be: longer than a capsule's budget
 * and the time in which it is stopped (CAPSULE_BUDGET_MS). */
#define DELAY_MAX 4000000u /* cycles: 0.08 s */
_Static_assert(DELAY_MAX < ARCH_TIME_PERIOD_CYCLES, "the counter wraps unseen");
_Static_assert((CAPSULE_BUDGET_MS + 50) * (LM3S_CLOCK_HZ / 1000u) < ARCH_TIME_PERIOD_CYCLES,
               "the counter is read when the watchdog is fed, not before a capsule is stopped");
_Static_assert(DELAY_MAX < CAPSULE_BUDGET_MS * (LM3S_CLOCK_HZ / 1000u) / 2, "sleep is no hang");
_Static_assert(CPU_CYCLES_PER_US * 1000000u == LM3S_CLOCK_HZ, "board.mk says another clock");

static void stop(struct lm3s_timer_registers *t) {
    gptm_ctl_write(&t->ctl, gptm_ctl_bits(0));
    gptm_icr_write(&t->icr, gptm_icr_with_TATOCINT(gptm_icr_bits(0), 1));
}

static void start(struct lm3s_timer_registers *t, uint32_t cycles) {
    stop(t);
    gptm_tailr_write(&t->tailr, gptm_tailr_bits(cycles));
    gptm_ctl_write(&t->ctl, gptm_ctl_with_TAEN(gptm_ctl_bits(0), 1));
}

static void configure(struct lm3s_timer_registers *t, uint32_t line) {
    stop(t);
    gptm_cfg_write(&t->cfg, gptm_cfg_with_CFG(gptm_cfg_bits(0), CFG_32_BIT));
    gptm_tamr_write(&t->tamr, gptm_tamr_with_TAMR(gptm_tamr_bits(0), TAMR_ONE_SHOT));
    gptm_imr_write(&t->imr, gptm_imr_with_TATOIM(gptm_imr_bits(0), 1));
    arch_interrupt_enable(line);
}

/* ---- Alarm ---- */

static uint32_t alarm_now_ticks(struct lm3s_alarm *self) {
    (void)self;
    return (uint32_t)(arch_time_cycles() >> LM3S_ALARM_SHIFT);
}

static uint32_t alarm_ticks_per_second(struct lm3s_alarm *self) {
    (void)self;
    return LM3S_CLOCK_HZ >> LM3S_ALARM_SHIFT;
}

/* Runs the timer for what is left, or for as long as it may. It may be a tick late, never early: a
 * part of the present tick is over already. */
static void run_for_rest(struct lm3s_alarm *self) {
    uint32_t cycles = DELAY_MAX;
    if (self->armed) {
        uint32_t elapsed = alarm_now_ticks(self) - self->reference;
        uint32_t rest = elapsed < self->dt ? self->dt - elapsed : 0;
        if (rest == 0) {
            cycles = DELAY_MIN;
        } else if (rest < DELAY_MAX >> LM3S_ALARM_SHIFT) {
            cycles = rest << LM3S_ALARM_SHIFT;
        }
    }
    start(self->timer, cycles);
}

static void alarm_arm(struct lm3s_alarm *self, uint32_t reference, uint32_t dt) {
    self->reference = reference;
    self->dt = dt;
    self->armed = true;
    run_for_rest(self);
}

static void alarm_disarm_timer(struct lm3s_alarm *self) {
    self->armed = false;
    run_for_rest(self);
}

const struct alarm_ops lm3s_alarm_ops = ALARM_OPS(
    struct lm3s_alarm, alarm_now_ticks, alarm_ticks_per_second, alarm_arm, alarm_disarm_timer);

BOOT_ONLY void lm3s_alarm_start(struct lm3s_alarm *self) {
    configure(self->timer, self->line);
    run_for_rest(self);
}

void lm3s_alarm_interrupt(struct lm3s_alarm *self) {
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

BOOT_ONLY void lm3s_slice_begin(struct lm3s_slice *self) {
    configure(self->timer, self->line);
}

void lm3s_slice_start(struct lm3s_slice *self, uint32_t cycles) {
    start(self->timer, cycles);
}

void lm3s_slice_stop(struct lm3s_slice *self) {
    stop(self->timer);
}

void lm3s_slice_interrupt(struct lm3s_slice *self) {
    stop(self->timer);
    arch_interrupt_enable(self->line);
    slice_timer_fired();
}
