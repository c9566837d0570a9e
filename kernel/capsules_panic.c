/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* CAPSULE_POLICY=PANIC: a capsule's fault is the kernel's. */
#include "kernel/capsule_fault.h"
#include "kernel/config.h"
#include "kernel/panic.h"
#include "kernel/process_control.h"

#include <stddef.h>

#define HANG_TICKS (8u * CAPSULE_TICKS)

static uint32_t ticks;        /* since the main loop came round */
static uint32_t tick_syscall; /* at the last one */

enum capsule_resume capsule_faulted(const struct capsule_fault *fault) {
    uintptr_t place = capsule_place(fault, CAPSULE_NONE);
    if (place != 0) {
        panic_capsule(fault, capsule_of(place), place);
    }
    return CAPSULE_RESUME_NOWHERE;
}

enum capsule_resume capsule_watch(const struct capsule_fault *fault) {
    if (capsule_watch_sees_progress(fault, &tick_syscall)) {
        ticks = 0;
    }
    ticks++;
    if (fault != NULL && ticks >= CAPSULE_TICKS) {
        (void)capsule_faulted(fault);
    }
    if (ticks > HANG_TICKS) {
        PANIC("watchdog: the kernel hangs");
    }
    board_watch(CAPSULE_TICK_US);
    return CAPSULE_RESUME_NOWHERE;
}

void capsule_watch_feed(void) {
    ticks = 0;
    board_watch(CAPSULE_TICK_US);
}

void process_put_quarantined(struct buffer *out) {
    (void)out;
}
