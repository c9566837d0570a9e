/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x3: buttons. Source: ABI 7.3. */
#ifndef CAPSULES_SYSCALL_BUTTON_H
#define CAPSULES_SYSCALL_BUTTON_H

#include "hil/gpio.h"
#include "kernel/capsule.h"

#define BUTTONS_MAX 8

struct button_app {
    uint8_t enabled; /* a bit for each button */
};
GRANT(button_apps, struct button_app, .upcalls = 1);

struct button {
    const struct gpio_pin *pin;
    bool active_low; /* pressed when the pin is low */
};

struct STATIC_TYPE button_driver {
    struct button buttons[BUTTONS_MAX];
    uint32_t count;
    union button_apps apps;
};

/* Makes the pins inputs, pulled to where they are when nobody presses. */
void button_driver_start(const struct button_driver *self);

command_result button_driver_command(const struct button_driver *self, struct process_id caller,
                                     uint32_t command, uint32_t arg1, uint32_t arg2);

/* The client function that the pins call, known as 0 to count - 1. */
void button_driver_fired(const struct button_driver *self, uint32_t pin);

#endif
