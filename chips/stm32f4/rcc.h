/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Reset and clock control: how fast the chip runs, and which devices get a clock.
 * Source: RM0090, section 7. */
#ifndef CHIPS_STM32F4_RCC_H
#define CHIPS_STM32F4_RCC_H

#include <stdint.h>

/* What stm32f4_clock_start sets: the most that the CPU and its two buses take (7.2). */
#define STM32F4_CLOCK_HZ 168000000u
#define STM32F4_APB1_HZ (STM32F4_CLOCK_HZ / 4)
#define STM32F4_APB2_HZ (STM32F4_CLOCK_HZ / 2)

/* Runs the CPU from the PLL, and the PLL from a crystal of so many megahertz, or from the oscillator
 * inside the chip, which is a hundredth less exact, when the crystal does not start. */
void stm32f4_clock_start(uint32_t crystal_mhz);

/* Gives a clock to ports A to D, SYSCFG, TIM2, TIM5, USART1 and USART2. */
void stm32f4_clock_devices(void);

/* Devices of the first peripheral bus, as bits of its registers. */
#define STM32F4_APB1_TIM2 0x1u
#define STM32F4_APB1_TIM5 0x8u

/* Resets one of them: its registers and counters are as after power-on. */
void stm32f4_reset_apb1(uint32_t device);

#endif
