/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* General-purpose ports of eight pins. Source: LM3S6965 data sheet, section 8. */
#ifndef CHIPS_LM3S_GPIO_H
#define CHIPS_LM3S_GPIO_H

#include "hil/gpio.h"

#include <stdint.h>

struct lm3s_gpio_registers;
#define LM3S_PORT_A ((struct lm3s_gpio_registers *)0x40004000)
#define LM3S_PORT_B ((struct lm3s_gpio_registers *)0x40005000)
#define LM3S_PORT_C ((struct lm3s_gpio_registers *)0x40006000)
#define LM3S_PORT_D ((struct lm3s_gpio_registers *)0x40007000)
#define LM3S_PORT_E ((struct lm3s_gpio_registers *)0x40024000)
#define LM3S_PORT_F ((struct lm3s_gpio_registers *)0x40025000)
#define LM3S_PORT_G ((struct lm3s_gpio_registers *)0x40026000)

/* One pin: constant, so it costs no RAM. `client` may be NULL if nobody wants its interrupts. */
struct lm3s_pin {
    struct lm3s_gpio_registers *port;
    uint8_t bit;
    uint8_t known_as; /* what the client calls it */
    const struct gpio_client *client;
};

extern const struct gpio_pin_ops lm3s_pin_ops;
#define LM3S_PIN(object_) \
    { .ops = &lm3s_pin_ops, .self = SELF(const struct lm3s_pin, object_) }

/* Gives some pins of a port to the device that they belong to by default (8.1). */
void lm3s_gpio_alternate(struct lm3s_gpio_registers *port, uint8_t pins);

/* The bottom half of a port's line; `pins` are all of that port's whose interrupts may be on. */
void lm3s_gpio_interrupt(struct lm3s_gpio_registers *port, uint32_t line,
                         const struct lm3s_pin *const *pins, uint32_t count);

#endif
