/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The watchdog. Source: DDI0479 4.4, 4.5. */
#include "chips/cmsdk/watchdog.h"

#include "arch/arch.h"
#include "arch/cortex-m/start.h"
#include "kernel/boot.h"
#include "kernel/registers.h"

REGISTER_RW(dual_load);
REGISTER_RW(dual_control);
FIELD(dual_control, ONE_SHOT, 0, 1);
FIELD(dual_control, SIZE_32, 1, 1);
FIELD(dual_control, INTERRUPT, 5, 1);
FIELD(dual_control, PERIODIC, 6, 1);
FIELD(dual_control, ENABLE, 7, 1);
REGISTER_WO(dual_intclear);

struct cmsdk_dual_timer_registers {
    struct dual_load load; /* writing it starts a one-shot anew */
    uint32_t value;
    struct dual_control control;
    struct dual_intclear intclear;
};
REGISTER_AT(struct cmsdk_dual_timer_registers, intclear, 0x00C);

REGISTER_RW(wdog_load); /* writing it starts the time anew */
REGISTER_RW(wdog_control);
FIELD(wdog_control, INTEN, 0, 1);
FIELD(wdog_control, RESEN, 1, 1);

struct cmsdk_watchdog_registers {
    struct wdog_load load;
    uint32_t value;
    struct wdog_control control;
};
REGISTER_AT(struct cmsdk_watchdog_registers, control, 0x008);

BOOT_ONLY void cmsdk_watchdog_start(const struct cmsdk_watchdog *self, uint32_t us) {
    struct dual_control_value timer = dual_control_with_ONE_SHOT(dual_control_bits(0), 1);
    timer = dual_control_with_SIZE_32(timer, 1);
    timer = dual_control_with_INTERRUPT(timer, 1);
    timer =
        dual_control_with_PERIODIC(timer, 1); /* counts from the load register, not from the top */
    timer = dual_control_with_ENABLE(timer, 1);
    dual_control_write(&self->timer->control, timer);
    cmsdk_watchdog_again(self, us);
    struct wdog_control_value watchdog = wdog_control_with_RESEN(wdog_control_bits(0), 1);
    wdog_control_write(&self->watchdog->control, wdog_control_with_INTEN(watchdog, 1));
    arch_interrupt_make_watch(self->line);
    arch_interrupt_enable(self->line);
}

void cmsdk_watchdog_again(const struct cmsdk_watchdog *self, uint32_t us) {
    uint32_t cycles = us * self->cycles_per_us;
    wdog_load_write(&self->watchdog->load, wdog_load_bits(2 * cycles));
    dual_load_write(&self->timer->load, dual_load_bits(cycles));
    dual_intclear_write(&self->timer->intclear, dual_intclear_bits(1));
}
