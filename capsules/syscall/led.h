/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x2: LEDs. Nothing is kept for a process. Source: ABI 7.3. */
#ifndef CAPSULES_SYSCALL_LED_H
#define CAPSULES_SYSCALL_LED_H

#include "hil/gpio.h"
#include "kernel/capsule.h"

#define LEDS_MAX 4

struct led {
    const struct gpio_pin *pin;
    bool active_low; /* lit when the pin is low */
};

struct STATIC_TYPE led_driver {
    struct led leds[LEDS_MAX];
    uint32_t count;
};

/* Makes the pins outputs and switches all off. */
void led_driver_start(const struct led_driver *self);

command_result led_driver_command(const struct led_driver *self, struct process_id caller,
                                  uint32_t command, uint32_t arg1, uint32_t arg2);

#endif
