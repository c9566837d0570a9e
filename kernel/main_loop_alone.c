/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The main loop of a kernel without processes (PROCESSES=no): capsules are all there is. Takes the place
 * of main_loop.c. */
#include "kernel/deferred_call.h"
#include "kernel/interrupts.h"
#include "kernel/main_loop.h"
#include "kernel/process.h"

_Noreturn void main_loop(struct main_loop_capability capability) {
    (void)capability;
    for (;;) {
        if (kernel.interrupts != 0) {
            interrupts_serve();
        }
        if (kernel.work != 0) {
            deferred_call_run();
        } else {
            arch_sleep();
        }
    }
}
