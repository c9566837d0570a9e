/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same behind a look at the object that the compiler leaves out: it then takes the
 * reference for none that could be null, and leaves out the check */
/* expect: trap null */
#include "probe.h"

void probe_later(struct probe *self) {
    self->count++;
}

static command_result attempt(struct probe *self, struct process_id caller, uint32_t arg1,
                              uint32_t arg2) {
    (void)arg1;
    (void)arg2;
    const struct process_info_driver *none = self->info;
    uint8_t seen = none->apps.handle.driver;
    (void)seen;
    (void)process_control(caller, PROCESS_OPERATION_TERMINATE, CAPABILITY(none, management));
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
