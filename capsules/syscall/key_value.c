/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Each process may have one command waiting; processes take turns. Key, value and permissions are looked at when
 * the command comes, so that what cannot be is refused at once, and again when its turn has come: by then
 * the process may have taken its buffers back, or others may lie there. */
#include "capsules/syscall/key_value.h"

enum {
    COMMAND_EXISTS = 0,
    COMMAND_GET = 1,
    COMMAND_SET = 2,
    COMMAND_DELETE = 3,
    COMMAND_ADD = 4,
    COMMAND_UPDATE = 5,
    COMMAND_COLLECT = 6,
};

#define UPCALL_DONE 0
#define ALLOW_KEY 0
#define ALLOW_VALUE 1
#define ALLOW_OUT 0

static bool is_write(uint32_t command) {
    return command == COMMAND_SET || command == COMMAND_ADD || command == COMMAND_UPDATE;
}

/* Why the command cannot be done as things are, or OK. */
static enum errorcode look_at(const struct key_value_driver *self, struct process_id caller,
                              uint32_t command, struct storage_access *access) {
    struct slice_ro key = slice_allowed_ro(self->apps.handle, caller, ALLOW_KEY);
    struct slice_ro value = slice_allowed_ro(self->apps.handle, caller, ALLOW_VALUE);
    if (!storage_access_of(caller, access, CAPABILITY(self, management)) ||
        (is_write(command) && !access->may_write)) {
        return ERR_INVAL;
    }
    if (command == COMMAND_COLLECT) {
        return OK;
    }
    if (key.length == 0) {
        return ERR_RESERVE;
    }
    bool is_too_long =
        key.length > KEY_VALUE_KEY_MAX || (is_write(command) && value.length > KEY_VALUE_VALUE_MAX);
    return is_too_long ? ERR_SIZE : OK;
}

static enum key_value_operation operation_of(uint32_t command) {
    switch (command) {
    case COMMAND_GET:
        return KEY_VALUE_GET;
    case COMMAND_SET:
        return KEY_VALUE_SET;
    case COMMAND_DELETE:
        return KEY_VALUE_DELETE;
    case COMMAND_ADD:
        return KEY_VALUE_ADD;
    case COMMAND_UPDATE:
        return KEY_VALUE_UPDATE;
    default:
        return KEY_VALUE_COLLECT;
    }
}

/* Who is next: the first who waits behind the one that was served last, going round. */
static bool take_next(struct key_value_driver *self, uint32_t *command) {
    struct process_id next = PROCESS_ID_NONE;
    bool found_behind = false;
    bool behind = false;
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        if (app->wanted != 0 && (process_id_is_none(next) || (behind && !found_behind))) {
            next = pid;
            *command = app->wanted;
            found_behind = behind;
        }
        behind = behind || process_id_equal(pid, self->served);
    }
    self->served = process_id_is_none(next) ? self->served : next;
    return !process_id_is_none(next);
}

/* Has the store begin with it. */
static enum errorcode begin(struct key_value_driver *self, uint32_t command) {
    struct key_value_request *request = &self->request;
    enum errorcode error = look_at(self, self->served, command, &request->access);
    if (error != OK) {
        return error;
    }
    struct slice_ro key = slice_allowed_ro(self->apps.handle, self->served, ALLOW_KEY);
    struct slice_ro value = slice_allowed_ro(self->apps.handle, self->served, ALLOW_VALUE);
    buffer_clear(request->key);
    buffer_clear(request->value);
    (void)slice_read(key, 0, key.length, request->key);
    if (is_write(command)) {
        (void)slice_read(value, 0, value.length, request->value);
    }
    request->length = 0;
    request->space = KEY_VALUE_OF_PROGRAMS;
    request->operation = operation_of(command);
    return key_value_begin(self->store, request);
}

/* Its command has ended, if it is still alive. What it was given goes to nobody else. */
static void end(struct key_value_driver *self, enum errorcode status, uint32_t length) {
    buffer_wipe(self->request.value);
    enum errorcode error;
    GRANT_ENTER (self->apps, self->served, app, error) {
        app->wanted = 0;
    }
    (void)upcall_schedule(self->apps.handle, self->served, UPCALL_DONE, (uint32_t)status, length,
                          0);
    deferred_call_set(&self->later);
}

/* Begins with the next command, if the store has none of ours. */
void key_value_driver_later(struct key_value_driver *self) {
    uint32_t command = 0;
    if (self->request.is_waiting || !take_next(self, &command)) {
        return;
    }
    enum errorcode error = begin(self, command);
    if (error != OK) {
        end(self, error, 0);
    }
}

/* What does not fit is left out, and the process is told. */
void key_value_driver_done(struct key_value_driver *self, struct key_value_request *request,
                           enum errorcode status) {
    uint32_t length = 0;
    if (status == OK && request->operation == KEY_VALUE_GET) {
        struct slice_rw out = slice_allowed_rw(self->apps.handle, self->served, ALLOW_OUT);
        length = request->length;
        if (slice_write(out, 0, request->value) < length) {
            status = ERR_SIZE;
        }
    }
    end(self, status, length);
}

static command_result queue(struct key_value_driver *self, struct process_id caller,
                            uint32_t command) {
    struct storage_access access;
    enum errorcode refused = look_at(self, caller, command, &access);
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        if (app->wanted != 0) {
            return command_failure(ERR_NOMEM);
        }
        if (refused != OK) {
            return command_failure(refused);
        }
        app->wanted = (uint8_t)command;
    }
    if (error == OK) {
        deferred_call_set(&self->later);
    }
    return command_status(error);
}

command_result key_value_driver_command(struct key_value_driver *self, struct process_id caller,
                                        uint32_t command, uint32_t arg1, uint32_t arg2) {
    (void)arg1;
    (void)arg2;
    if (command == COMMAND_EXISTS) {
        return command_success();
    }
    return command <= COMMAND_COLLECT ? queue(self, caller, command)
                                      : command_failure(ERR_NOSUPPORT);
}
