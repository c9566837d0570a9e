/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "chips/qemu_virt/timer.h"

#include "arch/arch.h"
#include "arch/riscv/timer.h"

#define TICKS_PER_US CPU_CYCLES_PER_US /* arch_time_counter is the same counter */

static uint32_t now(const struct virt_alarm *self) {
    (void)self;
    return arch_time_counter();
}

static uint32_t ticks_per_second(const struct virt_alarm *self) {
    (void)self;
    return TICKS_PER_US * 1000000u;
}

static void arm(const struct virt_alarm *self, uint32_t reference, uint32_t dt) {
    (void)self;
    uint64_t at = timer_now();
    uint32_t elapsed = (uint32_t)at - reference;
    timer_set(TIMER_ALARM, at + (elapsed < dt ? dt - elapsed : 0));
}

static void disarm(const struct virt_alarm *self) {
    (void)self;
    timer_clear(TIMER_ALARM);
}

const struct alarm_ops virt_alarm_ops =
    ALARM_OPS(const struct virt_alarm, now, ticks_per_second, arm, disarm);

void virt_alarm_interrupt(const struct virt_alarm *self) {
    alarm_client_fired(self->client, now(self));
}

void virt_slice_start(const struct virt_slice *self, uint32_t cycles) {
    (void)self;
    timer_set(TIMER_SLICE, timer_now() + cycles);
}

void virt_slice_stop(const struct virt_slice *self) {
    (void)self;
    timer_clear(TIMER_SLICE);
}

void virt_watch(uint32_t us) {
    timer_set(TIMER_WATCH, timer_now() + (uint64_t)us * TICKS_PER_US);
}
