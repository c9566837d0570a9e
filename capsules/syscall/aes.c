/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* AES. A process chooses a mode, sets key and vector up with the first source, and goes on with others; all
 * three are kept in its grant, so each process can have one under way, and takes its turn piece by piece.
 * The modes that authenticate (CCM, GCM) are not there: NOSUPPORT. */
#include "capsules/syscall/aes.h"

enum {
    COMMAND_EXISTS = 0,
    COMMAND_SET_ALGORITHM = 1,
    COMMAND_SETUP = 2,
    COMMAND_CRYPT = 3,
    COMMAND_FINISH = 4,
};

#define UPCALL_DONE 0
#define ALLOW_KEY 0 /* read-only buffers */
#define ALLOW_VECTOR 1
#define ALLOW_SOURCE 2
#define ALLOW_DESTINATION 0 /* read-write buffers */

/* Whose turn it is: the first who waits behind the one that was served last, going round. */
static bool find_next(const struct aes_driver *self, struct process_id *next) {
    bool found = false;
    bool found_behind = false;
    bool behind = false;
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        if (app->waits && (!found || (behind && !found_behind))) {
            *next = pid;
            found = true;
            found_behind = behind;
        }
        behind = behind || process_id_equal(pid, self->served);
    }
    return found;
}

/* ---- Between grant and buffers ---- */

static void take_out(struct buffer *to, const struct aes_block *from) {
    buffer_clear(to);
    for (uint32_t i = 0; i < AES_BLOCK_BYTES; i++) {
        (void)buffer_put(to, from->bytes[i]);
    }
}

static void put_back(struct aes_block *to, const struct buffer *from) {
    for (uint32_t i = 0; i < AES_BLOCK_BYTES; i++) {
        to->bytes[i] = buffer_get(from, i);
    }
}

/* ---- Serving ---- */

static void end(struct aes_driver *self, enum errorcode status) {
    uint32_t done = 0;
    enum errorcode error;
    GRANT_ENTER (self->apps, self->served, app, error) {
        app->waits = false;
        done = app->done;
        put_back(&app->vector, self->vector);
    }
    buffer_wipe(self->key);
    buffer_wipe(self->vector);
    buffer_wipe(self->piece);
    self->busy = false;
    if (error == OK) { /* a process that has ended is not told */
        (void)upcall_schedule(self->apps.handle, self->served, UPCALL_DONE, (uint32_t)status, done,
                              0);
    }
    deferred_call_set(&self->turn);
}

/* Gives the device the next piece; *ended if there is none. */
static enum errorcode go_on(struct aes_driver *self, bool *ended) {
    struct slice_ro source = slice_allowed_ro(self->apps.handle, self->served, ALLOW_SOURCE);
    uint32_t wanted = 0;
    uint32_t read = 0;
    enum errorcode error;
    GRANT_ENTER (self->apps, self->served, app, error) {
        uint32_t left = app->length - app->done;
        wanted = left < self->piece_bytes ? left : self->piece_bytes;
        buffer_clear(self->piece);
        read = slice_read(source, app->done, wanted, self->piece);
    }
    *ended = wanted == 0;
    if (error != OK || *ended) {
        return error;
    }
    return read < wanted ? ERR_SIZE /* the buffer has shrunk */
                         : aes_crypt(self->device, &self->request);
}

static void advance(struct aes_driver *self) {
    bool ended = false;
    enum errorcode error = go_on(self, &ended);
    if (error != OK || ended) {
        end(self, error);
    }
}

void aes_driver_turn(struct aes_driver *self) {
    struct process_id next;
    if (self->busy || !find_next(self, &next)) {
        return;
    }
    self->served = next;
    self->busy = true;
    enum errorcode error;
    GRANT_ENTER (self->apps, next, app, error) {
        app->done = 0;
        take_out(self->key, &app->key);
        take_out(self->vector, &app->vector);
        self->request.mode = (enum aes_mode)app->mode;
        self->request.decrypts = app->decrypts;
    }
    self->request.key = self->key;
    self->request.vector = self->vector;
    self->request.data = self->piece;
    advance(self);
}

/* What has been done to a piece goes where it came from, in the other buffer. */
void aes_driver_done(struct aes_driver *self, enum errorcode status) {
    struct slice_rw to = slice_allowed_rw(self->apps.handle, self->served, ALLOW_DESTINATION);
    uint32_t written = 0;
    enum errorcode error;
    GRANT_ENTER (self->apps, self->served, app, error) {
        written = status == OK ? slice_write(to, app->done, self->piece) : 0;
        app->done += written;
    }
    if (status != OK || error != OK || written < self->piece->length) {
        end(self, status != OK ? status : ERR_SIZE);
    } else {
        advance(self);
    }
}

/* ---- Commands ---- */

static command_result set_algorithm(const struct aes_driver *self, struct process_id caller,
                                    uint32_t mode, bool encrypts) {
    if (mode > AES_ECB) {
        return command_failure(ERR_NOSUPPORT);
    }
    enum errorcode error;
    enum errorcode result = OK;
    GRANT_ENTER (self->apps, caller, app, error) {
        if (app->waits) {
            result = ERR_BUSY;
        } else {
            app->mode = (uint8_t)mode;
            app->decrypts = !encrypts;
            app->chosen = true;
            app->open = false;
        }
    }
    return command_status(error != OK ? error : result);
}

/* Are the buffers such that they can be used? */
static enum errorcode look_at_data(const struct aes_driver *self, struct process_id caller,
                                   bool in_blocks) {
    uint32_t source = slice_allowed_ro(self->apps.handle, caller, ALLOW_SOURCE).length;
    uint32_t room = slice_allowed_rw(self->apps.handle, caller, ALLOW_DESTINATION).length;
    if (source == 0 || room == 0) {
        return ERR_RESERVE;
    }
    return source > room || (in_blocks && source % AES_BLOCK_BYTES != 0) ? ERR_SIZE : OK;
}

/* Copies the first bytes of a buffer that the process allows. */
static enum errorcode fetch(const struct aes_driver *self, struct process_id caller,
                            uint32_t number, struct aes_block *to) {
    struct slice_ro from = slice_allowed_ro(self->apps.handle, caller, number);
    if (from.length < AES_BLOCK_BYTES) {
        return from.length == 0 ? ERR_RESERVE : ERR_SIZE;
    }
    for (uint32_t i = 0; i < AES_BLOCK_BYTES; i++) {
        to->bytes[i] = slice_get(from, i);
    }
    return OK;
}

static enum errorcode set_up(const struct aes_driver *self, struct process_id caller,
                             struct aes_app *app) {
    enum errorcode result = app->chosen ? OK : ERR_INVAL;
    if (result == OK) {
        result = fetch(self, caller, ALLOW_KEY, &app->key);
    }
    if (result == OK && app->mode != AES_ECB) {
        result = fetch(self, caller, ALLOW_VECTOR, &app->vector);
    }
    return result;
}

static command_result ask(struct aes_driver *self, struct process_id caller, bool sets_up) {
    uint32_t length = slice_allowed_ro(self->apps.handle, caller, ALLOW_SOURCE).length;
    enum errorcode error;
    enum errorcode result = OK;
    GRANT_ENTER (self->apps, caller, app, error) {
        if (app->waits) {
            result = ERR_NOMEM;
        } else if (!sets_up && !app->open) {
            result = ERR_OFF;
        } else {
            result = sets_up ? set_up(self, caller, app) : OK;
            app->open = result == OK;
            if (result == OK) {
                result = look_at_data(self, caller, app->mode != AES_CTR);
            }
            app->waits = result == OK;
            app->length = length;
        }
    }
    if (error == OK && result == OK) {
        deferred_call_set(&self->turn);
    }
    return command_status(error != OK ? error : result);
}

/* Key and vector are forgotten. */
static command_result finish(const struct aes_driver *self, struct process_id caller) {
    enum errorcode error;
    enum errorcode result = OK;
    GRANT_ENTER (self->apps, caller, app, error) {
        if (app->waits) {
            result = ERR_BUSY;
        } else if (!app->open) {
            result = ERR_OFF;
        } else {
            *app = (struct aes_app){.open = false};
        }
    }
    return command_status(error != OK ? error : result);
}

command_result aes_driver_command(struct aes_driver *self, struct process_id caller,
                                  uint32_t command, uint32_t arg1, uint32_t arg2) {
    switch (command) {
    case COMMAND_EXISTS:
        return command_success();
    case COMMAND_SET_ALGORITHM:
        return set_algorithm(self, caller, arg1, arg2 != 0);
    case COMMAND_SETUP:
        return ask(self, caller, true);
    case COMMAND_CRYPT:
        return ask(self, caller, false);
    case COMMAND_FINISH:
        return finish(self, caller);
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}
