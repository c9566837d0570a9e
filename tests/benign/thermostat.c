/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Keeps a value between two others: functions as members. */
#include "tests/benign/thermostat.h"

#define BAND 50

static bool too_cold(centi now, centi wanted) {
    return now < wanted - BAND;
}

static bool warm_enough(centi now, centi wanted) {
    return now > wanted + BAND;
}

void thermostat_start(struct thermostat *self) {
    gpio_make_output(self->heater);
    if (self->rules.starts == NULL) {
        self->rules.starts = too_cold;
    }
    if (!self->rules.ends) {
        self->rules.ends = warm_enough;
    }
}

void thermostat_measured(struct thermostat *self, centi now) {
    if (self->heats ? self->rules.ends(now, self->wanted) : self->rules.starts(now, self->wanted)) {
        self->heats = !self->heats;
        gpio_set(self->heater, self->heats);
    }
}
