/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A button that bounces, with an alarm that waits until it is quiet. */
#ifndef BENIGN_DEBOUNCE_H
#define BENIGN_DEBOUNCE_H

#include "hil/alarm.h"
#include "hil/gpio.h"
#include "kernel/capsule.h"

struct debounce_app {
    uint32_t presses;
    bool wants;
};
GRANT(debounce_apps, struct debounce_app, .upcalls = 1);

struct STATIC_TYPE debounce {
    const struct gpio_pin *pin;
    const struct alarm *alarm;
    union debounce_apps apps;
    bool level;
    bool pending;
};

void debounce_start(struct debounce *self);
void debounce_edge(struct debounce *self, uint32_t pin);
void debounce_quiet(struct debounce *self);
command_result debounce_command(struct debounce *self, struct process_id caller, uint32_t command,
                                uint32_t arg1, uint32_t arg2);

#endif
