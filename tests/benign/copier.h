/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* From one buffer of a process to another. */
#ifndef BENIGN_COPIER_H
#define BENIGN_COPIER_H

#include "kernel/capsule.h"

struct copier_app {
    uint32_t copied;
};
GRANT(copier_apps, struct copier_app, .allow_ro = 1, .allow_rw = 1);

struct STATIC_TYPE copier {
    union copier_apps apps;
};

command_result copier_command(struct copier *self, struct process_id caller, uint32_t command,
                              uint32_t arg1, uint32_t arg2);

#endif
