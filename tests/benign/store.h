/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Named values that processes share. */
#ifndef BENIGN_STORE_H
#define BENIGN_STORE_H

#include "kernel/capsule.h"

#define STORE_ENTRIES 8
#define STORE_NAME 8

struct store_entry {
    uint8_t name[STORE_NAME];
    uint32_t value;
    bool used;
};

struct store_app {
    uint32_t writes;
};
GRANT(store_apps, struct store_app, .allow_ro = 1, .allow_rw = 1);

struct STATIC_TYPE store {
    union store_apps apps;
    struct store_entry entries[STORE_ENTRIES];
};

command_result store_command(struct store *self, struct process_id caller, uint32_t command,
                             uint32_t arg1, uint32_t arg2);

#endif
