/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Words from one process to another, by name. */
#ifndef BENIGN_MAILBOX_H
#define BENIGN_MAILBOX_H

#include "kernel/capsule.h"

struct mailbox_app {
    uint32_t word;
    struct process_id from;
    bool full;
};
GRANT(mailbox_apps, struct mailbox_app, .upcalls = 1);

struct STATIC_TYPE mailbox {
    union mailbox_apps apps;
};

command_result mailbox_command(const struct mailbox *self, struct process_id caller,
                               uint32_t command, uint32_t arg1, uint32_t arg2);

#endif
