/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One device, one process at a time. */
#ifndef BENIGN_ARBITER_H
#define BENIGN_ARBITER_H

#include "kernel/capsule.h"

struct arbiter_app {
    uint32_t waits_since;
    bool waits;
};
GRANT(arbiter_apps, struct arbiter_app, .upcalls = 1);

struct STATIC_TYPE arbiter {
    union arbiter_apps apps;
    struct process_id holder;
    uint32_t clock;
};

command_result arbiter_command(struct arbiter *self, struct process_id caller, uint32_t command,
                               uint32_t arg1, uint32_t arg2);

#endif
