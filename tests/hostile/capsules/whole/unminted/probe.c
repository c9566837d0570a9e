/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a member that is a capability: it has no size, so nobody need give it, and it is there */
/* expect: build refused */
#include "probe.h"

void probe_later(struct probe *self) {
    self->count++;
}

static command_result attempt(struct probe *self, struct process_id caller, uint32_t arg1,
                              uint32_t arg2) {
    (void)caller;
    return command_status(process_control((struct process_id){arg1},
                                          (enum process_operation)arg2,
                                          CAPABILITY(self, management)));
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
