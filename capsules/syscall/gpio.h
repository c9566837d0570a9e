/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x4: pins. Source: ABI 7.3. */
#ifndef CAPSULES_SYSCALL_GPIO_H
#define CAPSULES_SYSCALL_GPIO_H

#include "hil/gpio.h"
#include "kernel/capsule.h"

#define GPIO_PINS_MAX 8

struct gpio_app {
    uint8_t unused; /* that the grant is there is all there is to know */
};
GRANT(gpio_apps, struct gpio_app, .upcalls = 1, .for_any_command = true);

struct STATIC_TYPE gpio_driver {
    const struct gpio_pin *pins[GPIO_PINS_MAX]; /* NULL: this index is not populated */
    uint32_t count;
    union gpio_apps apps;
};

command_result gpio_driver_command(const struct gpio_driver *self, struct process_id caller,
                                   uint32_t command, uint32_t arg1, uint32_t arg2);

/* The client function that the pins call, known by their index. */
void gpio_driver_fired(const struct gpio_driver *self, uint32_t pin);

#endif
