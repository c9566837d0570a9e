/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Notes of a process, one by one. */
#ifndef BENIGN_NOTES_H
#define BENIGN_NOTES_H

#include "kernel/capsule.h"

#define NOTES_MAX 4

struct note {
    uint32_t time;
    uint8_t text[24];
    uint8_t length;
};

struct notes_app {
    struct grant_object notes[NOTES_MAX];
    uint8_t count;
};
GRANT(notes_apps, struct notes_app, .allow_ro = 1);

struct STATIC_TYPE notes {
    union notes_apps apps;
};

command_result notes_command(struct notes *self, struct process_id caller, uint32_t command,
                             uint32_t arg1, uint32_t arg2);

#endif
