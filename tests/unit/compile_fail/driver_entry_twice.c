/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Nor do two whose numbers share an entry of the table that finds them: the second would hide the
 * first.
 * Fails with: initialized field overwritten */
#include "kernel/capsule.h"

struct lamp {
    bool lit;
};
static struct lamp lamp;

static command_result lamp_command(struct lamp *self, struct process_id caller, uint32_t command,
                                   uint32_t arg1, uint32_t arg2) {
    (void)caller;
    (void)arg1;
    (void)arg2;
    self->lit = command == 1;
    return command_success();
}

#ifdef MISTAKE
#define OTHER (0x2 + DRIVER_HASH_SIZE)
#else
#define OTHER (0x3 + DRIVER_HASH_SIZE)
#endif
#define DRIVERS(X)                                                                                 \
    X(LAMP, 0x2, struct lamp, &lamp, lamp_command, NULL)                                           \
    X(OTHER, OTHER, struct lamp, &lamp, lamp_command, NULL)
DRIVER_INDICES(DRIVERS);
DRIVER_TABLE(DRIVERS);
