/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an entry of the board's table of drivers */
/* expect: CC06 */
#include "tests/hostile/capsules/device.h"

static command_result evil(struct object *self, struct process_id caller, uint32_t command,
                           uint32_t arg1, uint32_t arg2) {
    (void)self, (void)caller, (void)command, (void)arg1, (void)arg2;
    return command_success();
}
static const struct driver driver = {.number = 1, .command = evil};

static const struct driver *get(void) {
    return &driver;
}
