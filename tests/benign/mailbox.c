/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Words from one process to another, by name: two grants at once. */
#include "tests/benign/mailbox.h"

static enum errorcode post(const struct mailbox *self, struct process_id from, struct process_id to,
                           uint32_t word) {
    enum errorcode error;
    GRANT_ENTER (self->apps, to, app, error) {
        if (app->full) {
            return ERR_BUSY;
        }
        app->word = word;
        app->from = from;
        app->full = true;
    }
    if (error == OK) {
        error = upcall_schedule(self->apps.handle, to, 0, process_id_number(from), word, 0);
    }
    return error;
}

/* Moves what is in the mailbox of `from` to that of `to`. */
static enum errorcode forward(const struct mailbox *self, struct process_id from,
                              struct process_id to) {
    enum errorcode error;
    enum errorcode inner = OK;
    GRANT_ENTER (self->apps, from, source, error) {
        if (!source->full) {
            return ERR_INVAL;
        }
        GRANT_ENTER (self->apps, to, target, inner) {
            *target = *source;
            source->full = false;
        }
    }
    return error != OK ? error : inner;
}

command_result mailbox_command(const struct mailbox *self, struct process_id caller,
                               uint32_t command, uint32_t arg1, uint32_t arg2) {
    const struct process_id other = {arg1};
    switch (command) {
    case 0:
        return command_success();
    case 1:
        return command_status(post(self, caller, other, arg2));
    case 2:
        return command_status(forward(self, caller, other));
    case 3: {
        enum errorcode error;
        GRANT_ENTER (self->apps, caller, app, error) {
            bool was_full = app->full;
            app->full = false;
            return was_full ? command_success_2u32(process_id_number(app->from), app->word)
                            : command_failure(ERR_INVAL);
        }
        return command_failure(error);
    }
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}
