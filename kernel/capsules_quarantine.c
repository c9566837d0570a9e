/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* CAPSULE_POLICY=QUARANTINE: a capsule that faulted is left at the innermost boundary and never
 * called again (docs/quarantine.md). All of this runs above everything else of the kernel, on top of
 * whatever it was doing. */
#include "kernel/capsule_fault.h"
#include "kernel/config.h"
#include "kernel/driver.h"
#include "kernel/grant_slots.h"
#include "kernel/messages.h"
#include "kernel/panic.h"
#include "kernel/process.h"
#include "kernel/process_control.h"
#include "kernel/quarantine.h"

struct boundary boundary;

bool boundary_is_fenced(uintptr_t function) {
    uint32_t capsule = capsule_of(function);
    return capsule != CAPSULE_NONE && (boundary.fenced >> capsule & 1u) != 0;
}

void process_put_quarantined(struct buffer *out) {
    report_capsules(boundary.fenced, out);
}

/* ---- The fence ---- */

static void fence_driver(uint32_t index) {
    uint8_t *entry = &board_driver_hash[DRIVER_HASH(board_drivers[index].number)];
    if (*entry == index) {
        *entry = DRIVER_NOBODY;
    }
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        struct process *p = kernel.slots[slot];
        if (p != NULL) {
            upcall_queue_forget(&p->upcalls, index);
            process_update_ready(p);
        }
    }
}

static void fence(uint32_t capsule) {
    boundary.fenced |= 1u << capsule;
    for (uint32_t i = 0; i < board_driver_count; i++) {
        if (capsule_of((uintptr_t)board_drivers[i].command) == capsule) {
            fence_driver(i);
        }
    }
}

static struct {
    uint32_t ticks;         /* since the main loop came round ... */
    uint32_t looks;         /* ... and looks, when there were too many of them */
    uint32_t syscall;       /* which system call was there, and how often: */
    uint32_t syscall_looks; /* the command of a system call has no frame */
    uint32_t tick_syscall;  /* the system call at the last tick */
} watch;

/* ---- The blame ---- */

/* The command function that the system call is about, as it was before any fence; 0 if it is not a
 * command. */
static uintptr_t commanded(const struct capsule_fault *fault) {
    if (!fault->in_syscall || kernel.current->debug.last_class != SYSCALL_COMMAND) {
        return 0;
    }
    uint32_t number = kernel.current->debug.last_args[0];
    uint32_t index = board_driver_count - 1;
    while (index != DRIVER_NOBODY && board_drivers[index].number != number) {
        index--;
    }
    return (uintptr_t)board_drivers[index].command;
}

/* A capsule's command is a boundary without a frame. That it is nowhere on the stack means nothing: it
 * may have left by its last call, into a function that it hands a null reference. */
static uint32_t blamed(const struct capsule_fault *fault) {
    return capsule_of(boundary.innermost != NULL ? boundary.innermost->function : commanded(fault));
}

enum capsule_resume capsule_faulted(const struct capsule_fault *fault) {
    uint32_t capsule = blamed(fault);
    if (capsule == CAPSULE_NONE) {
        return CAPSULE_RESUME_NOWHERE;
    }
    const struct boundary_frame *frame = boundary.innermost;
    watch.ticks = 0;
    board_watch(CAPSULE_TICK_US); /* what there is to be said takes its time */
    grant_leave_to(frame == NULL ? 0 : frame->leave >> BOUNDARY_GRANTS_SHIFT & 0xFFu);
    fence(capsule);
    message_capsule_fault(fault, capsule, capsule_place(fault, capsule));
    return frame == NULL ? CAPSULE_RESUME_COMMAND : CAPSULE_RESUME_BOUNDARY;
}

/* ---- The time ----
 *
 * When the kernel has not come to an end for too long, the watchdog looks often, until it finds the CPU
 * in the code of a capsule, where it may be stopped, and in the same call for a while: if others come
 * and go inside a call, not they are too slow, but it. */

#define LOOKS_AT_LEAST 32u /* eight milliseconds */
#define LOOKS_MAX 4096u    /* a second */
/* At intervals that no loop keeps step with; in each of them the watchdog has to be served. */
#define LOOK_US(look) (200u + (look) % 64u)

/* How often the innermost call that is going on has been looked at. */
static uint32_t count_look(const struct capsule_fault *fault) {
    struct boundary_frame *frame = boundary.innermost;
    if (frame != NULL) {
        frame->leave += BOUNDARY_LOOK;
        return frame->leave / BOUNDARY_LOOK;
    }
    uint32_t syscall = fault->in_syscall ? kernel.current->debug.syscalls : 0;
    watch.syscall_looks = watch.syscall == syscall ? watch.syscall_looks + 1 : 0;
    watch.syscall = syscall;
    return watch.syscall_looks;
}

enum capsule_resume capsule_watch(const struct capsule_fault *fault) {
    if (capsule_watch_sees_progress(fault, &watch.tick_syscall)) {
        watch.ticks = 0;
        watch.looks = 0;
    }
    watch.ticks++;
    if (watch.ticks < CAPSULE_TICKS) {
        board_watch(CAPSULE_TICK_US);
        return CAPSULE_RESUME_NOWHERE;
    }
    watch.looks++;
    if (watch.looks > LOOKS_MAX) {
        PANIC("watchdog: the kernel hangs");
    }
    board_watch(LOOK_US(watch.looks));
    if (count_look(fault) < LOOKS_AT_LEAST || capsule_of(fault->pc) == CAPSULE_NONE) {
        return CAPSULE_RESUME_NOWHERE;
    }
    return capsule_faulted(fault);
}

void capsule_watch_feed(void) {
    watch.ticks = 0;
    watch.looks = 0;
    board_watch(CAPSULE_TICK_US);
    if (boundary.fenced != 0) {
        messages_look_after();
    }
}
