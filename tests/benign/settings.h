/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Defaults, and what a process changed of them. */
#ifndef BENIGN_SETTINGS_H
#define BENIGN_SETTINGS_H

#include "kernel/capsule.h"

enum setting {
    SETTING_RATE,
    SETTING_GAIN,
    SETTING_OFFSET,
    SETTINGS
};

struct settings_app {
    uint32_t values[SETTINGS];
    bool changed[SETTINGS];
};
GRANT(settings_apps, struct settings_app, .upcalls = 1, .for_any_command = true);

struct STATIC_TYPE settings {
    union settings_apps apps;
};

command_result settings_command(struct settings *self, struct process_id caller, uint32_t command,
                                uint32_t arg1, uint32_t arg2);

#endif
