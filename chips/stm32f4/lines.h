/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Interrupt lines. Source: RM0090, section 12.1, the vector table of the STM32F405. */
#ifndef CHIPS_STM32F4_LINES_H
#define CHIPS_STM32F4_LINES_H

#define STM32F4_LINE_EXTI0 6
#define STM32F4_LINE_EXTI1 7
#define STM32F4_LINE_EXTI2 8
#define STM32F4_LINE_EXTI3 9
#define STM32F4_LINE_EXTI4 10
#define STM32F4_LINE_EXTI9_5 23
#define STM32F4_LINE_TIM2 28
#define STM32F4_LINE_USART1 37
#define STM32F4_LINE_USART2 38
#define STM32F4_LINE_EXTI15_10 40
#define STM32F4_LINE_TIM5 50
#define STM32F4_LINES 51 /* that anybody here enables; the chip has 82 */

#endif
