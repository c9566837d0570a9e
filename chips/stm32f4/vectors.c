/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The vector table. Source: RM0090, section 12.1. */
#include "arch/cortex-m/vectors.h"
#include "chips/stm32f4/lines.h"

#define LINE(line) [ARCH_VECTOR(line)] = arch_interrupt_handler

ARCH_VECTOR_TABLE vectors[ARCH_VECTOR(STM32F4_LINES)] = {
    ARCH_VECTORS(arch_fault_handler), /* NMI: the clock security system, which stays off */
    LINE(STM32F4_LINE_EXTI0),
    LINE(STM32F4_LINE_EXTI1),
    LINE(STM32F4_LINE_EXTI2),
    LINE(STM32F4_LINE_EXTI3),
    LINE(STM32F4_LINE_EXTI4),
    LINE(STM32F4_LINE_EXTI9_5),
    LINE(STM32F4_LINE_TIM2),
    LINE(STM32F4_LINE_USART1),
    LINE(STM32F4_LINE_USART2),
    LINE(STM32F4_LINE_EXTI15_10),
    [ARCH_VECTOR(STM32F4_LINE_TIM5)] = arch_watch_handler,
};
