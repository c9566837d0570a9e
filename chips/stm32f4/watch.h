/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Two devices that make one watchdog. TIM5 interrupts, at a priority that the kernel cannot hold up but
 * can mask; behind it the independent watchdog, with a clock of its own, resets the chip.
 * Source: RM0090, sections 18 and 21. */
#ifndef CHIPS_STM32F4_WATCH_H
#define CHIPS_STM32F4_WATCH_H

#include <stdint.h>

/* Starts both, with so many microseconds to the interrupt. */
void stm32f4_watch_start(uint32_t us);

/* Begins the time anew, with so many microseconds to the interrupt, at most four seconds. */
void stm32f4_watch_again(uint32_t us);

#endif
