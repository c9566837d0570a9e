/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the process of an open grant is stopped for good in the block */
/* expect: contained */
#include "probe.h"

void probe_later(struct probe *self) {
    self->count++;
}

static command_result attempt(struct probe *self, struct process_id caller, uint32_t arg1,
                              uint32_t arg2) {
    (void)caller;
    enum errorcode error;
    GRANT_ENTER (self->apps, process_id_of(arg1, arg2), app, error) {
        (void)process_control(process_id_of(arg1, arg2), PROCESS_OPERATION_TERMINATE, CAPABILITY(self->info, management));
        app->count = 0x5A5A5A5A;
    }
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
