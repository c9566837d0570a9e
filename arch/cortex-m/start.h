/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What a chip and a board call on this architecture. */
#ifndef ARCH_CORTEX_M_START_H
#define ARCH_CORTEX_M_START_H

#include <stdint.h>

/* Sets exception priorities and enables the faults. Before anything else. */
void arch_start(void);

/* Switches the protection unit on: from now on an access to the guard page faults (kernel/boot.h).
 * Before any capsule runs.
 * pre: nothing of the page is on its way to be executed */
void arch_protect(void);

/* Gives a line a priority above everything of the kernel's but faults: for a watchdog, which has to
 * notice when the kernel hangs. Its vector must be its own. */
void arch_interrupt_make_watch(unsigned line);

/* Resets the chip. */
_Noreturn void arch_reset(void);

/* ---- Free-running time (time.c) ---- */

/* Starts SysTick at the CPU's clock. */
void arch_time_start(void);

/* CPU cycles since arch_time_start.
 * pre: the kernel calls it at least once in ARCH_TIME_PERIOD_CYCLES; whoever owns the alarm timer
 *      sees to that */
uint64_t arch_time_cycles(void);

/* ---- Vectors (entry.S), for the chip's vector table (vectors.h) ---- */

/* Fills data and bss and calls main; the reset vector, and the entry point of layout.ld. */
_Noreturn void arch_power_on(void);
void arch_svc_handler(void);
void arch_pendsv_handler(void);
void arch_interrupt_handler(void);
void arch_fault_handler(void);
void arch_watch_handler(void); /* of the line of arch_interrupt_make_watch: calls capsule_watch */

#endif
