/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A driver's command function is called with the driver's own type.
 * Fails with: _Generic. selector of type .* is not compatible with any association */
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

struct clock {
    uint32_t ticks;
};
static struct clock clock;
#ifdef MISTAKE
#define DRIVERS(X) X(LAMP, 0x2, struct clock, &clock, lamp_command, NULL)
#else
#define DRIVERS(X) X(LAMP, 0x2, struct lamp, &lamp, lamp_command, NULL)
#endif
DRIVER_INDICES(DRIVERS);
DRIVER_TABLE(DRIVERS);
void *both[] = {&clock, &lamp};
