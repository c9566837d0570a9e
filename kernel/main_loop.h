/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The main loop: interrupts' bottom halves, deferred calls, processes, sleep. */
#ifndef KERNEL_MAIN_LOOP_H
#define KERNEL_MAIN_LOOP_H

#include "kernel/capability.h"

/* Runs the system for good. Board initialisation ends with it. */
_Noreturn void main_loop(struct main_loop_capability capability);

/* The process that runs next, made ready to be entered: woken if it was blocked, its regions
 * loaded, kernel.current set. NULL if there is none, or if the loop has to turn first. The trap
 * code asks it too, when a process blocks: if nothing else is due the next one is entered straight
 * from the trap. */
struct process;
struct process *main_loop_choose(void);

/* The bottom half of an interrupt line: the board knows whose it is. The line is masked; whoever
 * serves it calls arch_interrupt_enable when the device is quiet again. */
void board_interrupt(unsigned line);

#endif
