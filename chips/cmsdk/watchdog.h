/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Two devices that make one watchdog. The dual timer's first half interrupts, at a priority that the
 * kernel cannot hold up but can mask; the watchdog behind it takes twice as long and masks nothing: its
 * interrupt is the NMI, with which the chip is reset, and if even that is not served the device does it.
 * Source: DDI0479 4.4, 4.5. */
#ifndef CHIPS_CMSDK_WATCHDOG_H
#define CHIPS_CMSDK_WATCHDOG_H

#include <stdint.h>

struct cmsdk_dual_timer_registers;
struct cmsdk_watchdog_registers;

struct cmsdk_watchdog {
    struct cmsdk_dual_timer_registers *timer;
    struct cmsdk_watchdog_registers *watchdog; /* it has the timer's clock */
    uint32_t line;                             /* of the timer */
    uint32_t cycles_per_us;
};

/* Starts it with so many microseconds to the interrupt. */
void cmsdk_watchdog_start(const struct cmsdk_watchdog *self, uint32_t us);

/* Begins the time anew, with so many microseconds, at most 40 seconds. */
void cmsdk_watchdog_again(const struct cmsdk_watchdog *self, uint32_t us);

#endif
