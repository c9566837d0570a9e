/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The watchdog. Source: LM3S6965 data sheet, sections 11.2 and 11.4. */
#include "chips/lm3s/watchdog.h"

#include "arch/arch.h"
#include "arch/cortex-m/start.h"
#include "chips/lm3s/lines.h"
#include "chips/lm3s/sysctl.h"
#include "kernel/boot.h"
#include "kernel/registers.h"

REGISTER_RW(wdt_load);
REGISTER_RW(wdt_ctl);
FIELD(wdt_ctl, INTEN, 0, 1);
FIELD(wdt_ctl, RESEN, 1, 1);
REGISTER_WO(wdt_icr);

struct watchdog {
    struct wdt_load load;
    uint32_t value;
    struct wdt_ctl ctl;
    struct wdt_icr icr;
};
REGISTER_AT(struct watchdog, icr, 0x00C);

#define WATCHDOG ((struct watchdog *)0x40000000)

BOOT_ONLY void lm3s_watchdog_start(uint32_t us) {
    arch_interrupt_make_watch(LM3S_LINE_WATCHDOG);
    lm3s_watchdog_again(us);
    /* INTEN starts it, and cannot be taken back. */
    struct wdt_ctl_value ctl = wdt_ctl_with_RESEN(wdt_ctl_bits(0), 1);
    wdt_ctl_write(&WATCHDOG->ctl, wdt_ctl_with_INTEN(ctl, 1));
    arch_interrupt_enable(LM3S_LINE_WATCHDOG);
}

void lm3s_watchdog_again(uint32_t us) {
    wdt_load_write(&WATCHDOG->load, wdt_load_bits(us * (LM3S_CLOCK_HZ / 1000000u)));
    wdt_icr_write(&WATCHDOG->icr, wdt_icr_bits(1));
}
