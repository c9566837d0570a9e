/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* the header of a capsule that a wiring.h composes innocently */
#ifndef COMPOSE_H
#define COMPOSE_H
#include "kernel/capsule.h"

struct compose_app {
    struct buffer *forged;
    uint32_t number;
};
GRANT(compose_apps, struct compose_app, .upcalls = 1);

struct STATIC_TYPE compose_driver {
    union compose_apps apps;
    uint32_t words[4];
    uint32_t behind[4];
};

/* a body in the header: the board's copy of it is compiled without the checks */
static inline command_result compose_command(struct compose_driver *self, struct process_id caller,
                                             uint32_t command, uint32_t arg1, uint32_t arg2) {
    (void)caller;
    (void)command;
    self->words[arg1] = arg2;
    return command_success();
}

#define COMPOSE_DRIVER(NAME) {.apps = GRANT_HANDLE(NAME)}

void compose_start(struct compose_driver *self);
#endif
