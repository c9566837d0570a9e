/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a callback by a plain function pointer, inside a command */
/* expect: CC16 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE service {
    void (*done)(uint32_t value);
};

static command_result run(struct service *self, struct process_id caller, uint32_t command,
                          uint32_t arg1, uint32_t arg2) {
    (void)caller;
    (void)command;
    (void)arg2;
    self->done(arg1);
    return command_success();
}

command_result cc16_callback(struct service *self, uint32_t arg1) {
    return run(self, process_id_none(), 0, arg1, 0);
}
