/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Digests. Processes take turns, each with one request; what it is of is fetched piece by piece, so that
 * nobody waits for a long one. What the buffers held is wiped before the next process is served. */
#include "capsules/syscall/sha.h"
#include "capsules/syscall/rotation.h"

enum {
    COMMAND_EXISTS = 0,
    COMMAND_SET_ALGORITHM = 1,
    COMMAND_HASH = 2,
};

#define UPCALL_DONE 0
#define ALLOW_DATA 0   /* read-only buffers */
#define ALLOW_DIGEST 0 /* read-write buffers */

static bool find_next(const struct sha_driver *self, struct process_id *next) {
    struct rotation rotation = rotation_behind(self->served);
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        rotation_offer(&rotation, pid, app->waits);
    }
    *next = rotation.next;
    return rotation.found;
}

/* The request is over; a process that has ended is not told. */
static void end(struct sha_driver *self, enum errorcode status) {
    buffer_wipe(self->piece);
    buffer_wipe(self->out);
    self->busy = false;
    enum errorcode error;
    GRANT_ENTER (self->apps, self->served, app, error) {
        app->waits = false;
    }
    if (error == OK) {
        (void)upcall_schedule(self->apps.handle, self->served, UPCALL_DONE, (uint32_t)status, 0, 0);
    }
    deferred_call_set(&self->turn);
}

/* Gives the device the next piece, or has it end. */
static enum errorcode go_on(struct sha_driver *self) {
    struct slice_ro data = slice_allowed_ro(self->apps.handle, self->served, ALLOW_DATA);
    uint32_t left = 0;
    uint32_t read = 0;
    enum errorcode error;
    GRANT_ENTER (self->apps, self->served, app, error) {
        left = app->length - app->taken;
        buffer_clear(self->piece);
        read = slice_read(data, app->taken, left, self->piece);
        app->taken += read;
    }
    if (error != OK) {
        return error;
    }
    if (left == 0) {
        return digest_finish(self->device, self->out);
    }
    return read == 0 ? ERR_SIZE : digest_add(self->device, self->piece); /* the buffer has shrunk */
}

void sha_driver_turn(struct sha_driver *self) {
    struct process_id next;
    if (self->busy || !find_next(self, &next)) {
        return;
    }
    self->served = next;
    self->busy = true;
    enum digest_algorithm algorithm = DIGEST_SHA256;
    enum errorcode error;
    GRANT_ENTER (self->apps, next, app, error) {
        algorithm = (enum digest_algorithm)app->algorithm;
        app->taken = 0;
    }
    if (error == OK) {
        error = digest_begin(self->device, algorithm);
    }
    if (error == OK) {
        error = go_on(self);
    }
    if (error != OK) {
        end(self, error);
    }
}

void sha_driver_added(struct sha_driver *self, const struct buffer *piece, enum errorcode status) {
    (void)piece;
    enum errorcode error = status == OK ? go_on(self) : status;
    if (error != OK) {
        end(self, error);
    }
}

/* Another length than that of the digest is no place for it (ABI 7.7). */
void sha_driver_finished(struct sha_driver *self, struct buffer *out, enum errorcode status) {
    struct slice_rw to = slice_allowed_rw(self->apps.handle, self->served, ALLOW_DIGEST);
    if (status == OK && to.length != out->length) {
        end(self, ERR_NOMEM);
        return;
    }
    if (status == OK) {
        (void)slice_write(to, 0, out);
    }
    end(self, status);
}

static command_result set_algorithm(const struct sha_driver *self, struct process_id caller,
                                    uint32_t algorithm) {
    if (algorithm > DIGEST_SHA512) {
        return command_failure(ERR_NOSUPPORT);
    }
    enum errorcode error;
    enum errorcode result = OK;
    GRANT_ENTER (self->apps, caller, app, error) {
        result = app->waits ? ERR_BUSY : OK;
        app->algorithm = app->waits ? app->algorithm : (uint8_t)algorithm;
    }
    return command_status(error != OK ? error : result);
}

static command_result hash(struct sha_driver *self, struct process_id caller) {
    uint32_t length = slice_allowed_ro(self->apps.handle, caller, ALLOW_DATA).length;
    enum errorcode error;
    enum errorcode result = OK;
    GRANT_ENTER (self->apps, caller, app, error) {
        result = app->waits ? ERR_NOMEM : OK;
        app->length = app->waits ? app->length : length;
        app->waits = true;
    }
    if (error == OK && result == OK) {
        deferred_call_set(&self->turn);
    }
    return command_status(error != OK ? error : result);
}

command_result sha_driver_command(struct sha_driver *self, struct process_id caller,
                                  uint32_t command, uint32_t arg1, uint32_t arg2) {
    (void)arg2;
    switch (command) {
    case COMMAND_EXISTS:
        return command_success();
    case COMMAND_SET_ALGORITHM:
        return set_algorithm(self, caller, arg1);
    case COMMAND_HASH:
        return hash(self, caller);
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}
