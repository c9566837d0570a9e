/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Faults of capsules: an index out of range, a null reference, a loop past its bound, too much time.
 * Who is to blame, what a person is told, and what becomes of it, which the board's CAPSULE_POLICY
 * says (docs/quarantine.md). */
#ifndef KERNEL_CAPSULE_FAULT_H
#define KERNEL_CAPSULE_FAULT_H

#include "kernel/buffer.h"

#include <stdbool.h>
#include <stdint.h>

struct arch_fault;

/* What the CPU was doing, in the kernel or a capsule, when it was interrupted by a fault or by the
 * watchdog. */
struct capsule_fault {
    const struct arch_fault *status; /* NULL: it was the watchdog */
    bool in_syscall; /* in the system call of kernel.current; otherwise below the main loop */
    uintptr_t pc;
    const uintptr_t *stack; /* its stack, from what was pushed last ... */
    const uintptr_t *stack_end;
};

/* Where it goes on. */
enum capsule_resume {
    CAPSULE_RESUME_NOWHERE,  /* no capsule is to blame, or it is not the time yet */
    CAPSULE_RESUME_BOUNDARY, /* behind the innermost boundary */
    CAPSULE_RESUME_COMMAND,  /* behind the command of the system call */
};

/* Somebody has a fault. Panics if the policy says so.
 * Returns CAPSULE_RESUME_NOWHERE if it is the kernel's own. */
enum capsule_resume capsule_faulted(const struct capsule_fault *fault);

/* The watchdog's time is up, for nobody fed it; `fault` is NULL if a process was running. Starts it
 * anew. The second time the budget of whoever is running is used up. */
enum capsule_resume capsule_watch(const struct capsule_fault *fault);
#define CAPSULE_TICKS 2u
#define CAPSULE_TICK_US (CAPSULE_BUDGET_MS * 1000u / CAPSULE_TICKS)

/* The main loop comes round: the board says so, more often than in CAPSULE_TICK_US. */
void capsule_watch_feed(void);

/* Has the kernel come to an end of something since the last look of the watchdog: does a process run, or
 * is this another system call than `*syscall`, which is brought up to date? Processes that call all the
 * time keep no budget. */
bool capsule_watch_sees_progress(const struct capsule_fault *fault, uint32_t *syscall);

/* Makes the watchdog call so many microseconds from now; the board's. */
void board_watch(uint32_t us);

/* ---- Who is it? ---- */

#define CAPSULE_NONE UINT32_MAX
#define CAPSULES_MAX 32u /* a bit each */

/* layout.ld: capsules lie side by side, from layout_capsules_start on. How many there are, and where,
 * counted from there, each one ends. */
extern const uint8_t layout_capsules_start[];
extern const uint16_t layout_capsules[];

/* The number of the capsule whose code lies at that address, or CAPSULE_NONE. */
uint32_t capsule_of(uintptr_t address);

/* Where in its code the capsule was, or the innermost one of all if `capsule` is CAPSULE_NONE: the pc
 * or, when it had called somebody, the return address that was pushed last. 0: it was not at all. */
uintptr_t capsule_place(const struct capsule_fault *fault, uint32_t capsule);

/* ---- What a person is told ---- */

/* "capsule capsules/syscall/led.c faulted at line 12 (null reference)" */
void report_capsule_fault(const struct capsule_fault *fault, uint32_t capsule, uintptr_t place,
                          struct buffer *out);

/* The names of the capsules of which `capsules` has a bit, a blank before each; the bits if the kernel
 * has no texts for people. */
void report_capsules(uint32_t capsules, struct buffer *out);

#endif
