/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* System control: clocks and which devices get one. Source: LM3S6965 data sheet, section 6. */
#ifndef CHIPS_LM3S_SYSCTL_H
#define CHIPS_LM3S_SYSCTL_H

#include <stdint.h>

/* What lm3s_clock_start sets: the PLL's 200 MHz divided by four. */
#define LM3S_CLOCK_HZ 50000000u

/* Starts the main oscillator (8 MHz crystal) and the PLL, and runs the CPU from it. */
void lm3s_clock_start(void);

/* Gives a clock to UART0, the four timers, the watchdog and ports A to G. */
void lm3s_clock_devices(void);

#endif
