/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A name in the list of drivers is one driver's.
 * Fails with: redeclaration of enumerator .DRIVER_INDEX_LAMP */
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
#define SECOND LAMP
#else
#define SECOND OTHER
#endif
#define ENTRY(X, name, number) X(name, number, struct lamp, &lamp, lamp_command, NULL)
#define DRIVERS(X) ENTRY(X, LAMP, 0x2) ENTRY(X, SECOND, 0x3)
DRIVER_INDICES(DRIVERS);
DRIVER_TABLE(DRIVERS);
