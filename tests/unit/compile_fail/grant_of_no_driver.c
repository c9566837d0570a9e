/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A grant handle names a driver that is in the board's table.
 * Fails with: .DRIVER_INDEX_CLOCK. undeclared */
#include "kernel/capsule.h"

struct counter {
    uint32_t count;
};
GRANT(counters, struct counter, .upcalls = 1);

struct lamp {
    union counters apps;
};
static command_result lamp_command(struct lamp *self, struct process_id caller, uint32_t command,
                                   uint32_t arg1, uint32_t arg2) {
    (void)self;
    (void)caller;
    (void)command;
    (void)arg1;
    (void)arg2;
    return command_success();
}
extern struct lamp lamp;
#define DRIVERS(X) X(LAMP, 2, struct lamp, &lamp, lamp_command, &counters_layout)
DRIVER_INDICES(DRIVERS);
#ifdef MISTAKE
struct lamp lamp = {.apps = GRANT_HANDLE(CLOCK)};
#else
struct lamp lamp = {.apps = GRANT_HANDLE(LAMP)};
#endif
DRIVER_TABLE(DRIVERS);
