/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a function of the API that is given null */
/* expect: trap null */
#include "probe.h"

void probe_later(struct probe *self) {
    self->count++;
}

static command_result attempt(struct probe *self, struct process_id caller, uint32_t arg1,
                              uint32_t arg2) {
    (void)caller;
    (void)arg2;
    (void)self;
    static struct buffer *none;
    (void)buffer_put(none, (uint8_t)arg1);
    return command_success();
}

command_result probe_command(struct probe *self, struct process_id caller, uint32_t command,
                             uint32_t arg1, uint32_t arg2) {
    switch (command) {
    case 0:
        return command_success();
    case 1:
        return command_success_u32(arg1 + 1);
    case 2:
        return attempt(self, caller, arg1, arg2);
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}
