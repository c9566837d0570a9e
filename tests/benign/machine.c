/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A state machine out of a table. */
#include "tests/benign/machine.h"

struct move {
    enum machine_state from;
    enum machine_event event;
    enum machine_state to;
};

static const struct move moves[] = {
    {MACHINE_OFF, EVENT_START, MACHINE_WARM},   {MACHINE_WARM, EVENT_READY, MACHINE_ON},
    {MACHINE_WARM, EVENT_STOP, MACHINE_OFF},    {MACHINE_ON, EVENT_STOP, MACHINE_OFF},
    {MACHINE_WARM, EVENT_ERROR, MACHINE_FAULT}, {MACHINE_ON, EVENT_ERROR, MACHINE_FAULT},
    {MACHINE_FAULT, EVENT_STOP, MACHINE_OFF},
};
#define MOVES (sizeof moves / sizeof moves[0])

bool machine_take(struct machine *self, enum machine_event event) {
    for (uint32_t i = 0; i < MOVES; i++) {
        const struct move *m = &moves[i];
        if (m->from == self->state && m->event == event) {
            self->state = m->to;
            self->moves++;
            return true;
        }
    }
    return false;
}
