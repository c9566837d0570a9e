/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A state machine out of a table. */
#ifndef BENIGN_MACHINE_H
#define BENIGN_MACHINE_H

#include "kernel/capsule.h"

enum machine_state {
    MACHINE_OFF,
    MACHINE_WARM,
    MACHINE_ON,
    MACHINE_FAULT,
    MACHINE_STATES
};
enum machine_event {
    EVENT_START,
    EVENT_READY,
    EVENT_STOP,
    EVENT_ERROR
};

struct STATIC_TYPE machine {
    enum machine_state state;
    uint32_t moves;
};

bool machine_take(struct machine *self, enum machine_event event);

#endif
