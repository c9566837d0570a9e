/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The LM3S6965EVB with a kernel that blinks, and has nobody else: no processes, no serial port, nobody
 * who watches over capsules, of which there is one. */
#include "arch/cortex-m/start.h"
#include "chips/lm3s/gpio.h"
#include "chips/lm3s/lines.h"
#include "chips/lm3s/sysctl.h"
#include "chips/lm3s/timer.h"
#include "kernel/boot.h"
#include "kernel/capability_mint.h"
#include "kernel/capsule_fault.h"
#include "kernel/main_loop.h"
#include "kernel/panic.h"

#include CAPSULES_WIRING

/* ---- What the kernel calls ---- */

void board_watch(uint32_t us) {
    (void)us;
}

void board_interrupt(unsigned line) {
    if (line == LM3S_LINE_TIMER0) {
        lm3s_alarm_interrupt(&chip_alarm);
    }
}

/* The light stays as it is. */
_Noreturn void board_halt(void) {
    for (;;) {
        __asm__ volatile("");
    }
}

static BOOT_ONLY void start_devices(void) {
    arch_start();
    lm3s_clock_start();
    lm3s_clock_devices();
    arch_time_start();
    lm3s_alarm_start(&chip_alarm);
}

/* Not itself in the page that arch_protect closes, nor part of the caller, which is. */
__attribute__((noinline, used)) int main(void) {
    start_devices();
    arch_protect();
    blinker_start(&blinker);
    main_loop(CAPABILITY_MINT(main_loop_capability));
}
