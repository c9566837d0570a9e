/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Bottom halves of interrupts. See the header. */
#include "kernel/interrupts.h"

#include "arch/arch.h"
#include "kernel/capsule_fault.h"
#include "kernel/main_loop.h"
#include "kernel/process.h"

/* A line stays masked until it has been served, so each comes up once. */
void interrupts_serve(void) {
    for (unsigned i = 0; i < ARCH_INTERRUPT_LINES && kernel.interrupts != 0; i++) {
        int line = arch_interrupt_take();
        if (line < 0) {
            return;
        }
        capsule_watch_feed(); /* what each leads to has its own time */
        board_interrupt((unsigned)line);
    }
}
