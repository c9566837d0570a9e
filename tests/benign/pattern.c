/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Lights that follow a pattern out of a table. */
#include "tests/benign/pattern.h"

struct step {
    uint8_t lit; /* a bit for each pin */
    uint16_t ms;
};

#define STEPS 4
#define PATTERNS 3

static const struct step patterns[PATTERNS][STEPS] = {
    {{0x1, 100}, {0x2, 100}, {0x4, 100}, {0x8, 100}},
    {{0xF, 500}, {0x0, 500}, {0xF, 500}, {0x0, 500}},
    {{0x5, 250}, {0xA, 250}, {0x5, 250}, {0xA, 250}},
};

static void show(struct pattern *self, const struct step *step) {
    for (uint32_t i = 0; i < PATTERN_PINS; i++) {
        if (self->pins[i] != NULL) {
            gpio_set(self->pins[i], (step->lit >> i & 1u) != 0);
        }
    }
    uint32_t now = alarm_now(self->alarm);
    alarm_set(self->alarm, now, step->ms * (alarm_frequency(self->alarm) / 1000u));
}

void pattern_fired(struct pattern *self, uint32_t now) {
    (void)now;
    self->step = (uint8_t)((self->step + 1u) % STEPS);
    struct step step = patterns[self->which % PATTERNS][self->step];
    show(self, &step);
}

command_result pattern_command(struct pattern *self, struct process_id caller, uint32_t command,
                               uint32_t arg1, uint32_t arg2) {
    (void)caller;
    (void)arg2;
    switch (command) {
    case 0:
        return command_success_u32(PATTERNS);
    case 1:
        if (arg1 >= PATTERNS) {
            return command_failure(ERR_INVAL);
        }
        self->which = (uint8_t)arg1;
        return command_success();
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}
