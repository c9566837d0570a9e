/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The watchdog. Its first time-out interrupts, at a priority that the kernel cannot hold up; its
 * second resets the chip. Source: LM3S6965 data sheet, section 11. */
#ifndef CHIPS_LM3S_WATCHDOG_H
#define CHIPS_LM3S_WATCHDOG_H

#include <stdint.h>

/* Starts it with so many microseconds to the first time-out, at most 85 seconds. */
void lm3s_watchdog_start(uint32_t us);

/* Begins the time anew, with so many microseconds. */
void lm3s_watchdog_again(uint32_t us);

#endif
