/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Authentication codes. Processes take turns, each with one request, and data is fetched piece by piece, as
 * in sha.c. A code that is made with several requests is kept in its process's grant meanwhile, so that
 * nobody can keep the device, and each can have one open. */
#include "capsules/syscall/hmac.h"
#include "capsules/syscall/rotation.h"

enum {
    COMMAND_SET_ALGORITHM = 0, /* with 0, the answer is that of an existence check (ABI D6) */
    COMMAND_RUN = 1,
    COMMAND_UPDATE = 2,
    COMMAND_FINISH = 3,
    COMMAND_VERIFY = 4,
    COMMAND_VERIFY_FINISH = 5,
};

/* What commands call them by. */
enum {
    ALGORITHM_SHA256 = 0,
    ALGORITHM_SHA384 = 1,
    ALGORITHM_SHA512 = 2,
    ALGORITHM_SHA1 = 4,
};

#define UPCALL_DONE 0
#define UPCALL_VERIFIED 1
#define ALLOW_KEY 0 /* read-only buffers */
#define ALLOW_DATA 1
#define ALLOW_COMPARED 2
#define ALLOW_CODE 2 /* read-write buffers */

static bool find_next(const struct hmac_driver *self, struct process_id *next) {
    struct rotation rotation = rotation_behind(self->served);
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        rotation_offer(&rotation, pid, app->wants != 0);
    }
    *next = rotation.next;
    return rotation.found;
}

/* ---- The end of a request ---- */

static const struct hmac_state empty_state;

/* Nothing of it stays here. A process that has ended is not told. */
static void end(struct hmac_driver *self, bool stays_open, enum errorcode status, uint32_t value) {
    uint32_t upcall = UPCALL_DONE;
    enum errorcode error;
    GRANT_ENTER (self->apps, self->served, app, error) {
        if (app->wants == COMMAND_VERIFY || app->wants == COMMAND_VERIFY_FINISH) {
            upcall = UPCALL_VERIFIED;
        }
        app->wants = 0;
        app->open = stays_open;
        app->state = stays_open ? self->session.state : empty_state;
    }
    self->session.state = empty_state;
    buffer_wipe(self->piece);
    buffer_wipe(self->out);
    self->busy = false;
    if (error == OK) {
        (void)upcall_schedule(self->apps.handle, self->served, upcall, (uint32_t)status, value, 0);
    }
    deferred_call_set(&self->turn);
}

static void fail(struct hmac_driver *self, enum errorcode status) {
    end(self, false, status, 0);
}

/* ---- On the way ---- */

/* Gives the device the next piece, or has it end; *updated if there is nothing left to do. */
static enum errorcode go_on(struct hmac_driver *self, bool *updated) {
    struct slice_ro data = slice_allowed_ro(self->apps.handle, self->served, ALLOW_DATA);
    uint32_t left = 0;
    uint32_t read = 0;
    enum errorcode error;
    GRANT_ENTER (self->apps, self->served, app, error) {
        left = app->length - app->taken;
        buffer_clear(self->piece);
        read = slice_read(data, app->taken, left, self->piece);
        app->taken += read;
        *updated = left == 0 && app->wants == COMMAND_UPDATE;
    }
    if (error != OK || *updated) {
        return error;
    }
    if (left == 0) {
        return hmac_finish(self->device, &self->session, self->out);
    }
    return read == 0 ? ERR_SIZE /* the buffer has shrunk */
                     : hmac_add(self->device, &self->session, self->piece);
}

static void advance(struct hmac_driver *self) {
    bool updated = false;
    enum errorcode error = go_on(self, &updated);
    if (error != OK) {
        fail(self, error);
    } else if (updated) {
        end(self, true, OK, 0);
    }
}

/* Begins a code with the key that the process allows now. */
static enum errorcode begin(struct hmac_driver *self, enum hmac_algorithm algorithm) {
    struct slice_ro key = slice_allowed_ro(self->apps.handle, self->served, ALLOW_KEY);
    if (key.length > HMAC_KEY_MAX) {
        return ERR_SIZE;
    }
    buffer_clear(self->piece);
    (void)slice_read(key, 0, key.length, self->piece);
    self->session.algorithm = algorithm;
    return hmac_begin(self->device, &self->session, self->piece);
}

void hmac_driver_turn(struct hmac_driver *self) {
    struct process_id next;
    if (self->busy || !find_next(self, &next)) {
        return;
    }
    self->served = next;
    self->busy = true;
    enum hmac_algorithm algorithm = HMAC_SHA256;
    bool fresh = true;
    enum errorcode error;
    GRANT_ENTER (self->apps, next, app, error) {
        algorithm = (enum hmac_algorithm)app->algorithm;
        app->taken = 0;
        fresh = !app->open;
        self->session.state = app->state;
    }
    if (error == OK && fresh) {
        error = begin(self, algorithm);
    }
    if (error == OK) {
        advance(self);
    } else {
        fail(self, error);
    }
}

void hmac_driver_added(struct hmac_driver *self, const struct buffer *piece,
                       enum errorcode status) {
    (void)piece;
    if (status == OK) {
        advance(self);
    } else {
        fail(self, status);
    }
}

/* What the process compares it with is as long as it, or is not it. */
static bool is_right(struct hmac_driver *self, const struct buffer *out) {
    struct slice_ro compared = slice_allowed_ro(self->apps.handle, self->served, ALLOW_COMPARED);
    buffer_clear(self->piece);
    (void)slice_read(compared, 0, compared.length, self->piece);
    return compared.length == out->length && buffer_is_equal(self->piece, out);
}

void hmac_driver_finished(struct hmac_driver *self, struct buffer *out, enum errorcode status) {
    if (status != OK) {
        fail(self, status);
        return;
    }
    bool verifies = false;
    enum errorcode error;
    GRANT_ENTER (self->apps, self->served, app, error) {
        verifies = app->wants == COMMAND_VERIFY || app->wants == COMMAND_VERIFY_FINISH;
    }
    if (verifies) {
        end(self, false, OK, is_right(self, out) ? 1 : 0);
        return;
    }
    struct slice_rw code = slice_allowed_rw(self->apps.handle, self->served, ALLOW_CODE);
    (void)slice_write(code, 0, out);
    end(self, false, error, buffer_get(out, 0));
}

/* ---- Commands ---- */

static bool find_algorithm(uint32_t number, enum hmac_algorithm *algorithm) {
    switch (number) {
    case ALGORITHM_SHA256:
        *algorithm = HMAC_SHA256;
        return true;
    case ALGORITHM_SHA384:
        *algorithm = HMAC_SHA384;
        return true;
    case ALGORITHM_SHA512:
        *algorithm = HMAC_SHA512;
        return true;
    case ALGORITHM_SHA1:
        *algorithm = HMAC_SHA1;
        return true;
    default:
        return false;
    }
}

/* A code that is open is forgotten. */
static command_result set_algorithm(const struct hmac_driver *self, struct process_id caller,
                                    uint32_t number) {
    enum hmac_algorithm algorithm = HMAC_SHA256;
    if (!find_algorithm(number, &algorithm)) {
        return command_failure(ERR_NOSUPPORT);
    }
    enum errorcode error;
    enum errorcode result = OK;
    GRANT_ENTER (self->apps, caller, app, error) {
        if (app->wants != 0) {
            result = ERR_BUSY;
        } else {
            app->algorithm = (uint8_t)algorithm;
            app->open = false;
            app->state = empty_state;
        }
    }
    return command_status(error != OK ? error : result);
}

/* Why the process may not ask for this now, or OK. */
static enum errorcode admit(const struct hmac_app *app, bool needs_open) {
    if (app->wants != 0) {
        return ERR_NOMEM;
    }
    return needs_open && !app->open ? ERR_OFF : OK;
}

static command_result ask(struct hmac_driver *self, struct process_id caller, uint32_t command) {
    bool ends = command == COMMAND_FINISH || command == COMMAND_VERIFY_FINISH;
    uint32_t length = slice_allowed_ro(self->apps.handle, caller, ALLOW_DATA).length;
    enum errorcode error;
    enum errorcode result = OK;
    GRANT_ENTER (self->apps, caller, app, error) {
        result = admit(app, ends);
        if (result == OK) {
            app->wants = (uint8_t)command;
            app->length = ends ? 0 : length;
            app->open = app->open && (ends || command == COMMAND_UPDATE);
        }
    }
    if (error == OK && result == OK) {
        deferred_call_set(&self->turn);
    }
    return command_status(error != OK ? error : result);
}

command_result hmac_driver_command(struct hmac_driver *self, struct process_id caller,
                                   uint32_t command, uint32_t arg1, uint32_t arg2) {
    (void)arg2;
    switch (command) {
    case COMMAND_SET_ALGORITHM:
        return set_algorithm(self, caller, arg1);
    case COMMAND_RUN:
    case COMMAND_UPDATE:
    case COMMAND_FINISH:
    case COMMAND_VERIFY:
    case COMMAND_VERIFY_FINISH:
        return ask(self, caller, command);
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}
