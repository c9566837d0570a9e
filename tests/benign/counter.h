/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Counts, one for each process. */
#ifndef BENIGN_COUNTER_H
#define BENIGN_COUNTER_H

#include "kernel/capsule.h"

struct counter_app {
    uint64_t count;
    uint32_t step;
};
GRANT(counter_apps, struct counter_app, .upcalls = 0);

struct STATIC_TYPE counter {
    union counter_apps apps;
};

command_result counter_command(struct counter *self, struct process_id caller, uint32_t command,
                               uint32_t arg1, uint32_t arg2);

#endif
