/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The encryption oracle of the security key in "Multiprogramming a 64 kB Computer Safely and Efficiently"
 * (SOSP 2017): AES in counter mode with the board's key. What comes out of it, the key is not part of, and no
 * command speaks of the key. Encryption and decryption are the same here. Whoever asks twice with one vector
 * learns how two texts of its own differ, so a vector is for one text (docs/crypto.md). */
#include "capsules/syscall/encryption_oracle.h"
#include "capsules/syscall/rotation.h"

enum {
    COMMAND_EXISTS = 0,
    COMMAND_CRYPT = 1,
};

#define UPCALL_DONE 0
#define ALLOW_VECTOR 0 /* read-only buffers */
#define ALLOW_SOURCE 1
#define ALLOW_DESTINATION 0 /* read-write buffers */

static bool find_next(const struct encryption_oracle *self, struct process_id *next) {
    struct rotation rotation = rotation_behind(self->served);
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        rotation_offer(&rotation, pid, app->waits);
    }
    *next = rotation.next;
    return rotation.found;
}

/* The process is told how many bytes there are; one that has ended is not. */
static void end(struct encryption_oracle *self, enum errorcode status) {
    uint32_t done = 0;
    enum errorcode error;
    GRANT_ENTER (self->apps, self->served, app, error) {
        app->waits = false;
        done = app->done;
    }
    buffer_wipe(self->vector);
    buffer_wipe(self->piece);
    self->busy = false;
    if (error == OK) {
        (void)upcall_schedule(self->apps.handle, self->served, UPCALL_DONE, (uint32_t)status, done,
                              0);
    }
    deferred_call_set(&self->turn);
}

/* Gives the device the next piece; *ended if there is none. */
static enum errorcode go_on(struct encryption_oracle *self, bool *ended) {
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

static void advance(struct encryption_oracle *self) {
    bool ended = false;
    enum errorcode error = go_on(self, &ended);
    if (error != OK || ended) {
        end(self, error);
    }
}

void encryption_oracle_turn(struct encryption_oracle *self) {
    struct process_id next;
    if (self->busy || !find_next(self, &next)) {
        return;
    }
    self->served = next;
    self->busy = true;
    enum errorcode error;
    buffer_clear(self->vector);
    GRANT_ENTER (self->apps, next, app, error) {
        app->done = 0;
        for (uint32_t i = 0; i < AES_BLOCK_BYTES; i++) {
            (void)buffer_put(self->vector, app->vector[i]);
        }
    }
    self->request.mode = AES_CTR;
    self->request.key = self->key;
    self->request.vector = self->vector;
    self->request.data = self->piece;
    advance(self);
}

/* What has been done to a piece goes where it came from, in the other buffer. */
void encryption_oracle_done(struct encryption_oracle *self, enum errorcode status) {
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

/* The vector has to be whole, and there has to be room for what comes out. */
static enum errorcode look_at(struct slice_ro vector, struct slice_ro source,
                              struct slice_rw destination) {
    if (vector.length == 0 || source.length == 0 || destination.length == 0) {
        return ERR_RESERVE;
    }
    return vector.length != AES_BLOCK_BYTES || destination.length < source.length ? ERR_SIZE : OK;
}

static command_result ask(struct encryption_oracle *self, struct process_id caller) {
    struct slice_ro vector = slice_allowed_ro(self->apps.handle, caller, ALLOW_VECTOR);
    struct slice_ro source = slice_allowed_ro(self->apps.handle, caller, ALLOW_SOURCE);
    struct slice_rw destination = slice_allowed_rw(self->apps.handle, caller, ALLOW_DESTINATION);
    enum errorcode result = look_at(vector, source, destination);
    if (result != OK) {
        return command_failure(result);
    }
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        if (app->waits) {
            result = ERR_NOMEM;
        } else {
            app->waits = true;
            app->length = source.length;
            for (uint32_t i = 0; i < AES_BLOCK_BYTES; i++) {
                app->vector[i] = slice_get(vector, i);
            }
        }
    }
    if (error == OK && result == OK) {
        deferred_call_set(&self->turn);
    }
    return command_status(error != OK ? error : result);
}

command_result encryption_oracle_command(struct encryption_oracle *self, struct process_id caller,
                                         uint32_t command, uint32_t arg1, uint32_t arg2) {
    (void)arg1;
    (void)arg2;
    switch (command) {
    case COMMAND_EXISTS:
        return command_success();
    case COMMAND_CRYPT:
        return ask(self, caller);
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}
