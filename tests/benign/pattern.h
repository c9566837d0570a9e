/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Lights that follow a pattern out of a table. */
#ifndef BENIGN_PATTERN_H
#define BENIGN_PATTERN_H

#include "hil/alarm.h"
#include "hil/gpio.h"
#include "kernel/capsule.h"

#define PATTERN_PINS 4

struct STATIC_TYPE pattern {
    const struct alarm *alarm;
    const struct gpio_pin *pins[PATTERN_PINS];
    uint8_t step;
    uint8_t which;
};

void pattern_fired(struct pattern *self, uint32_t now);
command_result pattern_command(struct pattern *self, struct process_id caller, uint32_t command,
                               uint32_t arg1, uint32_t arg2);

#endif
