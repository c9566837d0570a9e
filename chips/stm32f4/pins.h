/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Ports of sixteen pins, and the sixteen interrupts that they share: pin n of one port at a time can
 * have number n. Source: RM0090, sections 8, 9 and 12. */
#ifndef CHIPS_STM32F4_PINS_H
#define CHIPS_STM32F4_PINS_H

#include "hil/gpio.h"

#include <stdint.h>

enum stm32f4_port {
    STM32F4_PORT_A,
    STM32F4_PORT_B,
    STM32F4_PORT_C,
    STM32F4_PORT_D
};

/* One pin: constant, so it costs no RAM. `client` may be NULL if nobody wants its interrupts. */
struct stm32f4_pin {
    uint8_t port; /* enum stm32f4_port */
    uint8_t bit;
    uint8_t known_as; /* what the client calls it */
    const struct gpio_client *client;
};

extern const struct gpio_pin_ops stm32f4_pin_ops;
#define STM32F4_PIN(object_) \
    { .ops = &stm32f4_pin_ops, .self = SELF(const struct stm32f4_pin, object_) }

/* Gives a pin to the device that is its alternate function `number` (data sheet DS8626, table 9). */
void stm32f4_pin_alternate(enum stm32f4_port port, uint32_t bit, uint32_t number);

/* Enables the lines of all sixteen interrupts. */
void stm32f4_pins_start(void);

/* The bottom half of any of their lines; `pins` are all whose interrupts may be on. */
void stm32f4_pins_interrupt(uint32_t line, const struct stm32f4_pin *const *pins, uint32_t count);

#endif
