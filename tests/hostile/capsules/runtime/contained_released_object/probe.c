/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: an object of a grant is used in its block after it was given back */
/* expect: contained */
#include "probe.h"

void probe_later(struct probe *self) {
    self->count++;
}

static command_result attempt(struct probe *self, struct process_id caller, uint32_t arg1,
                              uint32_t arg2) {
    (void)arg2;
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        struct grant_object object;
        if (GRANT_OBJECT_NEW(app, struct sample, &object) == OK) {
            GRANT_OBJECT (app, struct sample, object, s) {
                GRANT_OBJECT_RELEASE(app, object);
                s->time = arg1;
                s->value = 0x5A5A5A5A;
            }
        }
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
