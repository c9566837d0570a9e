/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Random bytes. What the source gave goes to one process, never to two of them; the next ones go to
 * the next process. */
#include "capsules/syscall/rng.h"

enum {
    COMMAND_EXISTS = 0,
    COMMAND_GET = 1,
};

#define UPCALL_DELIVERED 0
#define ALLOW_BYTES 0

/* Who is to be served next, and how many bytes it still wants: the first who waits behind the one that
 * was served last, going round. */
static bool find_next(const struct rng_driver *self, struct process_id *next, uint32_t *missing) {
    bool found = false;
    bool found_behind = false;
    bool behind = false;
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        if (app->wanted != 0 && (!found || (behind && !found_behind))) {
            *next = pid;
            *missing = app->wanted - app->delivered;
            found = true;
            found_behind = behind;
        }
        behind = behind || process_id_equal(pid, self->served);
    }
    return found;
}

/* Has the source fill the buffer, if it is here and somebody waits. A source may be slow, so it is asked
 * for no more than is wanted. */
static enum errorcode fetch(struct rng_driver *self) {
    struct buffer *buffer = self->buffer;
    struct process_id next;
    uint32_t missing;
    if (buffer == NULL || !find_next(self, &next, &missing)) {
        return OK;
    }
    buffer_window(buffer, 0, missing);
    enum errorcode error = entropy_fetch(self->source, buffer);
    if (error == OK) {
        self->buffer = NULL;
        self->served = next;
    }
    return error;
}

static command_result get(struct rng_driver *self, struct process_id caller, uint32_t count) {
    uint32_t room = slice_allowed_rw(self->apps.handle, caller, ALLOW_BYTES).length;
    uint32_t wanted = count < room ? count : room;
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        app->wanted = wanted;
        app->delivered = 0;
    }
    if (error != OK) {
        return command_failure(error);
    }
    if (wanted == 0) {
        (void)upcall_schedule(self->apps.handle, caller, UPCALL_DELIVERED, OK, 0, 0);
        return command_success();
    }
    error = fetch(self);
    if (error == OK) {
        return command_success();
    }
    /* The buffer was here, so nobody else waits: this is the caller's error. */
    enum errorcode ignored;
    GRANT_ENTER (self->apps, caller, app, ignored) {
        app->wanted = 0;
    }
    return command_failure(error);
}

command_result rng_driver_command(struct rng_driver *self, struct process_id caller,
                                  uint32_t command, uint32_t arg1, uint32_t arg2) {
    (void)arg2;
    switch (command) {
    case COMMAND_EXISTS:
        return command_success();
    case COMMAND_GET:
        return get(self, caller, arg1);
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}

/* Writes what the buffer holds, as much as is still wanted. A process that took its buffer back
 * meanwhile is told how far it came; one that has ended, or wants nothing any more, is not. */
static void deliver(struct rng_driver *self, struct buffer *buffer, enum errorcode status) {
    struct slice_rw bytes = slice_allowed_rw(self->apps.handle, self->served, ALLOW_BYTES);
    uint32_t delivered = 0;
    bool done = false;
    enum errorcode error;
    GRANT_ENTER (self->apps, self->served, app, error) {
        uint32_t missing = app->wanted - app->delivered;
        buffer_window(buffer, 0, buffer->length < missing ? buffer->length : missing);
        uint32_t written = status == OK ? slice_write(bytes, app->delivered, buffer) : 0;
        app->delivered += written;
        delivered = app->delivered;
        done = app->wanted != 0 && (written == 0 || delivered >= app->wanted);
        app->wanted = done ? 0 : app->wanted;
    }
    if (done) {
        (void)upcall_schedule(self->apps.handle, self->served, UPCALL_DELIVERED, (uint32_t)status,
                              delivered, 0);
    }
}

/* Those who wait would do so forever. */
static void refuse_all(const struct rng_driver *self, enum errorcode error) {
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        if (app->wanted != 0) {
            app->wanted = 0;
            (void)upcall_schedule(self->apps.handle, pid, UPCALL_DELIVERED, (uint32_t)error,
                                  app->delivered, 0);
        }
    }
}

void rng_driver_fetched(struct rng_driver *self, struct buffer *buffer, enum errorcode status) {
    deliver(self, buffer, status);
    /* What one was given is nobody else's, whatever the source says that it wrote. */
    buffer_wipe(buffer);
    self->buffer = buffer;
    enum errorcode error = fetch(self);
    if (error != OK) {
        refuse_all(self, error);
    }
}
