/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: reads and writes at every end of what a process allows */
/* expect: contained */
#include "probe.h"

BUFFER(scratch, 16);

void probe_later(struct probe *self) {
    self->count++;
}

static command_result attempt(struct probe *self, struct process_id caller, uint32_t arg1,
                              uint32_t arg2) {
    (void)arg2;
    struct slice_rw rw = slice_allowed_rw(self->apps.handle, caller, 0);
    struct slice_ro ro = slice_allowed_ro(self->apps.handle, caller, 0);
    (void)slice_set(rw, rw.length, 1);
    (void)slice_set(rw, UINT32_MAX, 1);
    (void)slice_set_u32(rw, rw.length - 3, arg1);
    (void)slice_set_u32(rw, UINT32_MAX - 2, arg1);
    (void)slice_get(ro, UINT32_MAX);
    (void)slice_read(ro, UINT32_MAX, UINT32_MAX, &scratch);
    (void)slice_write(rw, UINT32_MAX - 1, &scratch);
    (void)slice_allowed_rw(self->apps.handle, caller, UINT32_MAX);
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
