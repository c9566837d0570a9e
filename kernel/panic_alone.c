/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The end of a kernel without processes (PROCESSES=no), which has nobody to say anything to: it stands
 * still. Where, a debugger sees. Takes the place of panic.c. */
#include "kernel/capsule_fault.h"
#include "kernel/panic.h"
#include "kernel/process.h"

_Noreturn void panic_at(struct text file, uint32_t line, struct text message) {
    (void)file;
    (void)line;
    (void)message;
    arch_interrupts_off();
    board_halt();
}

_Noreturn void panic_cpu(const struct arch_fault *fault, uint32_t pc) {
    (void)fault;
    (void)pc;
    arch_interrupts_off();
    board_halt();
}

_Noreturn void panic_capsule(const struct capsule_fault *fault, uint32_t capsule, uintptr_t place) {
    (void)fault;
    (void)capsule;
    (void)place;
    arch_interrupts_off();
    board_halt();
}
