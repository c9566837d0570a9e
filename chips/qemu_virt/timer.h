/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The machine's timer (arch/riscv/timer.h) as an alarm, as the measure of time slices and as the
 * watch over the kernel. */
#ifndef CHIPS_QEMU_VIRT_TIMER_H
#define CHIPS_QEMU_VIRT_TIMER_H

#include "hil/alarm.h"
#include "kernel/scheduler.h"

#include <stdint.h>

/* ---- Alarm: its ticks are those of the counter ---- */

struct virt_alarm {
    const struct alarm_client *client;
};

extern const struct alarm_ops virt_alarm_ops;
#define VIRT_ALARM(object_) \
    { .ops = &virt_alarm_ops, .self = SELF(const struct virt_alarm, object_) }

/* The bottom half of ARCH_LINE_ALARM. */
void virt_alarm_interrupt(const struct virt_alarm *self);

/* ---- Time slice ---- */

struct virt_slice {
    uint8_t nothing; /* the timer keeps all there is to be kept */
};

void virt_slice_start(const struct virt_slice *self, uint32_t cycles);
void virt_slice_stop(const struct virt_slice *self);
#define VIRT_SLICE(object_) \
    SLICE_TIMER(const struct virt_slice, virt_slice_start, virt_slice_stop, object_)

/* ---- Watch ---- */

/* Calls capsule_watch so many microseconds from now. */
void virt_watch(uint32_t us);

#endif
