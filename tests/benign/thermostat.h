/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Keeps a value between two others. */
#ifndef BENIGN_THERMOSTAT_H
#define BENIGN_THERMOSTAT_H

#include "hil/gpio.h"
#include "kernel/capsule.h"

typedef int16_t centi;
typedef bool thermostat_rule(centi now, centi wanted);

struct STATIC_TYPE thermostat {
    const struct gpio_pin *heater;
    struct {
        thermostat_rule *starts, *ends;
    } rules;
    centi wanted;
    bool heats;
};

void thermostat_start(struct thermostat *self);
void thermostat_measured(struct thermostat *self, centi now);

#endif
