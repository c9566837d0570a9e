/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One device, one process at a time: whoever has waited longest is next. */
#include "tests/benign/arbiter.h"

static bool is_held(const struct arbiter *self) {
    return !process_id_is_none(self->holder) && process_id_is_alive(self->holder);
}

static void grant_next(struct arbiter *self) {
    struct process_id best = PROCESS_ID_NONE;
    uint32_t longest = 0;
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        uint32_t waited = self->clock - app->waits_since;
        if (app->waits && waited >= longest) {
            longest = waited;
            best = pid;
        }
    }
    self->holder = best;
    if (process_id_is_none(best)) {
        return;
    }
    enum errorcode error;
    GRANT_ENTER (self->apps, best, app, error) {
        app->waits = false;
    }
    if (error == OK) {
        (void)upcall_schedule(self->apps.handle, best, 0, 0, 0, 0);
    }
}

static command_result ask(struct arbiter *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        if (is_held(self)) {
            app->waits = true;
            app->waits_since = self->clock;
            return command_failure(ERR_BUSY);
        }
        self->holder = caller;
        return command_success();
    }
    return command_failure(error);
}

command_result arbiter_command(struct arbiter *self, struct process_id caller, uint32_t command,
                               uint32_t arg1, uint32_t arg2) {
    (void)arg1;
    (void)arg2;
    self->clock++;
    switch (command) {
    case 0:
        return command_success();
    case 1:
        return ask(self, caller);
    case 2:
        if (!process_id_equal(self->holder, caller)) {
            return command_failure(ERR_RESERVE);
        }
        grant_next(self);
        return command_success();
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}
