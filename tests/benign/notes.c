/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Notes of a process, one by one: objects in a grant. */
#include "tests/benign/notes.h"

static enum errorcode add(struct notes_app *app, struct slice_ro text, uint32_t time) {
    if (app->count >= NOTES_MAX) {
        return ERR_NOMEM;
    }
    struct grant_object object;
    enum errorcode error = GRANT_OBJECT_NEW(app, struct note, &object);
    if (error != OK) {
        return error;
    }
    GRANT_OBJECT (app, struct note, object, note) {
        note->time = time;
        for (uint32_t i = 0; i < sizeof note->text && i < text.length; i++) {
            note->text[i] = slice_get(text, i);
            note->length++;
        }
    }
    app->notes[app->count] = object;
    app->count++;
    return OK;
}

static enum errorcode drop(struct notes_app *app, uint32_t i) {
    if (i >= app->count || i >= NOTES_MAX) {
        return ERR_INVAL;
    }
    GRANT_OBJECT_RELEASE(app, app->notes[i]);
    app->count--;
    app->notes[i] = app->notes[app->count];
    return OK;
}

command_result notes_command(struct notes *self, struct process_id caller, uint32_t command,
                             uint32_t arg1, uint32_t arg2) {
    (void)arg2;
    struct slice_ro text = slice_allowed_ro(self->apps.handle, caller, 0);
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        switch (command) {
        case 1:
            return command_status(add(app, text, arg1));
        case 2:
            return command_status(drop(app, arg1));
        default:
            return command_failure(ERR_NOSUPPORT);
        }
    }
    return command_failure(error);
}
