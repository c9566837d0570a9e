/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Commands are noted, and carried out in deferred calls. See the header. */
#include "capsules/install/app_loader.h"

#include "abi/tbf.h"

enum {
    COMMAND_EXISTS = 0,
    COMMAND_SETUP = 1,
    COMMAND_WRITE = 2,
    COMMAND_FINALIZE = 3,
    COMMAND_LOAD = 4,
    COMMAND_ABORT = 5,
    COMMAND_UNINSTALL = 6,
};
#define ALLOW_BYTES 0
/* An object says so much before its size is known. */
#define HEAD_BYTES 8

enum app_loader_state {
    STATE_IDLE,
    STATE_HEADER, /* it has not come, or not all of it */
    STATE_BODY,   /* the installer has the transfer */
};

static enum errorcode error_of(enum program_reason reason) {
    switch (reason) {
    case PROGRAM_FINE:
        return OK;
    case PROGRAM_NO_ROOM:
    case PROGRAM_TOO_LARGE:
        return ERR_NOMEM;
    case PROGRAM_BUSY:
        return ERR_BUSY;
    case PROGRAM_FLASH:
        return ERR_FAIL;
    default:
        return ERR_INVAL;
    }
}

/* ---- Whose it is ---- */

static void give_up(struct app_loader *self) {
    (void)installer_abort(self->installer, self->client);
    self->state = STATE_IDLE;
    self->owner = process_id_none();
}

/* The command has ended. What follows another one's failure, or its end, begins anew. */
static void end(struct app_loader *self, enum errorcode status, uint32_t value) {
    uint32_t upcall = self->command - 1u;
    bool goes_on =
        status == OK && (self->command == COMMAND_SETUP || self->command == COMMAND_WRITE);
    struct process_id owner = self->owner;
    self->command = 0;
    if (!goes_on || !process_id_is_alive(owner)) {
        give_up(self);
    }
    (void)upcall_schedule(self->apps.handle, owner, upcall, (uint32_t)status, value, 0);
}

/* ---- Writing ---- */

/* Moves the next bytes of the write, at most `most` and a piece, into `piece`. Returns false if the process
 * took them back. */
static bool fetch(struct app_loader *self, uint32_t most) {
    uint32_t left = self->end - self->offset;
    uint32_t room = most < APP_LOADER_PIECE ? most : APP_LOADER_PIECE;
    uint32_t wanted = left < room ? left : room;
    struct slice_ro bytes = slice_allowed_ro(self->apps.handle, self->owner, ALLOW_BYTES);
    buffer_clear(self->piece);
    return slice_read(bytes, self->offset - self->first, wanted, self->piece) == wanted;
}

static uint32_t header_size(const struct buffer *manifest) {
    return buffer_get(manifest, TBF_BASE_HEADER_SIZE) |
           (uint32_t)buffer_get(manifest, TBF_BASE_HEADER_SIZE + 1) << 8;
}

static bool is_head(const struct buffer *manifest, uint32_t size) {
    uint32_t total = 0;
    for (uint32_t i = 0; i < 4; i++) {
        total |= (uint32_t)buffer_get(manifest, TBF_BASE_TOTAL_SIZE + i) << (8 * i);
    }
    uint32_t header = header_size(manifest);
    return buffer_get(manifest, TBF_BASE_VERSION) == TBF_VERSION && total == size &&
           header >= TBF_BASE_SIZE && header <= PROGRAM_HEADER_BYTES_MAX && header <= size &&
           header % 4 == 0;
}

/* The header is complete: the place is looked for. */
static void offer(struct app_loader *self, const struct buffer *manifest) {
    struct program_offer o = {0};
    if (!program_make_offer(manifest, &o, CAPABILITY(self, loading))) {
        end(self, ERR_INVAL, 0);
        return;
    }
    enum errorcode error = installer_offer(self->installer, self->client, &o, 0);
    if (error != OK) {
        end(self, error, 0);
    }
}

/* Takes bytes of the header; first so many that its size is known. */
static void write_header(struct app_loader *self) {
    struct buffer *manifest = installer_manifest(self->installer, self->client, self->owner);
    if (manifest != NULL && self->header == 0) {
        buffer_clear(manifest);
    }
    if (manifest == NULL || manifest->length != self->header) {
        end(self, ERR_BUSY, 0); /* it was somebody else's in the meantime */
        return;
    }
    bool has_head = self->header >= HEAD_BYTES;
    uint32_t missing = has_head ? header_size(manifest) - self->header : HEAD_BYTES - self->header;
    if (!fetch(self, missing)) {
        end(self, ERR_RESERVE, 0);
        return;
    }
    (void)buffer_append(manifest, self->piece);
    self->offset += self->piece->length;
    self->header += self->piece->length;
    if (self->header == HEAD_BYTES && !is_head(manifest, self->size)) {
        end(self, ERR_INVAL, 0);
    } else if (self->header > HEAD_BYTES && self->header == header_size(manifest)) {
        offer(self, manifest);
    } else {
        deferred_call_set(&self->later);
    }
}

static void write_body(struct app_loader *self) {
    if (!fetch(self, APP_LOADER_PIECE)) {
        end(self, ERR_RESERVE, 0);
        return;
    }
    enum errorcode error =
        installer_write(self->installer, self->client, self->offset, self->piece);
    if (error != OK) {
        end(self, error, 0);
    }
}

static void write_on(struct app_loader *self) {
    if (self->offset == self->end) {
        end(self, OK, self->end - self->first);
    } else if (self->state == STATE_HEADER) {
        write_header(self);
    } else {
        write_body(self);
    }
}

/* ---- The rest ---- */

static void finalize(struct app_loader *self) {
    enum errorcode error = installer_finish(self->installer, self->client, false);
    if (error != OK) {
        end(self, error, 0);
    }
}

static void note_installed(struct app_loader *self) {
    enum errorcode error;
    self->state = STATE_IDLE; /* the installer has nothing any more that could be given up */
    GRANT_ENTER (self->apps, self->owner, app, error) {
        app->installed = installer_address(self->installer);
    }
}

/* Does the program at this address run? */
static bool runs(const struct app_loader *self, uint32_t address) {
    struct program_info info = {0};
    buffer_clear(self->piece);
    for (uint32_t n = 0; n < PROGRAM_LIST_MAX; n++) {
        if (program_at_index(n, &info, self->piece, CAPABILITY(self, loading)) &&
            info.object.start == address) {
            return info.state != PROGRAM_NOT_STARTED && info.state != PROGRAM_REFUSED;
        }
    }
    return false;
}

static void load(struct app_loader *self) {
    if (programs_are_being_loaded(CAPABILITY(self, loading))) {
        deferred_call_set(&self->later);
        return;
    }
    uint32_t address = 0;
    enum errorcode error;
    GRANT_ENTER (self->apps, self->owner, app, error) {
        address = app->installed;
        app->installed = 0;
    }
    end(self, runs(self, address) ? OK : ERR_FAIL, 0);
}

/* Whose a ShortId is, is known when all programs have been checked. */
static void uninstall(struct app_loader *self) {
    if (programs_are_being_loaded(CAPABILITY(self, loading))) {
        deferred_call_set(&self->later);
        return;
    }
    struct program_info info = {0};
    if (!program_with_short_id(self->size, &info, CAPABILITY(self, loading)) ||
        (info.flags & TBF_FLAG_STICKY) != 0) {
        end(self, ERR_INVAL, 0);
        return;
    }
    self->removed = info.object;
    enum errorcode error = installer_remove(self->installer, self->client, info.object);
    if (error != OK) {
        end(self, error, 0);
    }
}

void app_loader_later(struct app_loader *self) {
    switch (self->command) {
    case COMMAND_SETUP:
        end(self, OK, 0);
        break;
    case COMMAND_WRITE:
        write_on(self);
        break;
    case COMMAND_FINALIZE:
        finalize(self);
        break;
    case COMMAND_LOAD:
        load(self);
        break;
    case COMMAND_ABORT:
        end(self, OK, 0);
        break;
    case COMMAND_UNINSTALL:
        uninstall(self);
        break;
    default:
        break;
    }
}

void app_loader_done(struct app_loader *self, enum program_reason reason) {
    bool was_offer = self->command == COMMAND_WRITE && self->state == STATE_HEADER;
    if (reason != PROGRAM_FINE) {
        end(self, error_of(reason), 0);
    } else if (was_offer) {
        self->state = STATE_BODY;
        write_on(self);
    } else if (self->command == COMMAND_WRITE) {
        self->offset += self->piece->length;
        write_on(self);
    } else if (self->command == COMMAND_FINALIZE) {
        note_installed(self);
        end(self, OK, 0);
    } else {
        end(self, OK, self->removed.start);
    }
}

/* ---- Commands ---- */

static enum errorcode begin_write(struct app_loader *self, uint32_t offset, uint32_t length) {
    struct slice_ro bytes = slice_allowed_ro(self->apps.handle, self->owner, ALLOW_BYTES);
    if (self->state == STATE_IDLE || length == 0 || length > APP_LOADER_WRITE_MAX ||
        offset > self->size || length > self->size - offset || offset % 4 != 0 || length % 4 != 0) {
        return ERR_INVAL;
    }
    if (self->state == STATE_HEADER &&
        (offset != self->header || (offset == 0 && length < HEAD_BYTES))) {
        return ERR_INVAL;
    }
    if (self->state == STATE_BODY && offset < self->header) {
        return ERR_INVAL;
    }
    if (bytes.length < length) {
        return ERR_RESERVE;
    }
    self->first = offset;
    self->offset = offset;
    self->end = offset + length;
    return OK;
}

static enum errorcode begin_setup(struct app_loader *self, uint32_t size) {
    if (self->state != STATE_IDLE) {
        return ERR_INVAL;
    }
    if (installer_manifest(self->installer, self->client, self->owner) == NULL) {
        return ERR_BUSY;
    }
    if (!program_has_room(size, self->installer->flash->page_bytes, CAPABILITY(self, loading))) {
        return ERR_NOMEM;
    }
    self->size = size;
    self->header = 0;
    self->state = STATE_HEADER;
    return OK;
}

static enum errorcode begin_load(const struct app_loader *self, struct process_id caller) {
    uint32_t installed = 0;
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        installed = app->installed;
    }
    return self->state == STATE_IDLE && installed != 0 ? OK : ERR_INVAL;
}

static enum errorcode begin_uninstall(struct app_loader *self, uint32_t short_id) {
    self->size = short_id;
    return self->state == STATE_IDLE && short_id != 0 ? OK : ERR_INVAL;
}

static enum errorcode begin(struct app_loader *self, struct process_id caller, uint32_t command,
                            uint32_t arg1, uint32_t arg2) {
    switch (command) {
    case COMMAND_SETUP:
        return begin_setup(self, arg1);
    case COMMAND_WRITE:
        return begin_write(self, arg1, arg2);
    case COMMAND_FINALIZE:
        return self->state == STATE_BODY ? OK : ERR_INVAL;
    case COMMAND_LOAD:
        return begin_load(self, caller);
    case COMMAND_ABORT:
        return self->state == STATE_IDLE ? ERR_INVAL : OK;
    case COMMAND_UNINSTALL:
        return begin_uninstall(self, arg1);
    default:
        return ERR_NOSUPPORT;
    }
}

/* Without room for its state nobody can be told anything. */
static enum errorcode note(const struct app_loader *self, struct process_id caller) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        app->asked++;
    }
    return error;
}

/* Another process has something begun. If it has died, that is given up, and the next call succeeds. */
static bool belongs_to_another(struct app_loader *self, struct process_id caller) {
    if (process_id_is_none(self->owner) || process_id_equal(self->owner, caller)) {
        return false;
    }
    if (!process_id_is_alive(self->owner) && self->command == 0) {
        give_up(self);
    }
    return true;
}

command_result app_loader_command(struct app_loader *self, struct process_id caller,
                                  uint32_t command, uint32_t arg1, uint32_t arg2) {
    if (!program_may_install(caller, CAPABILITY(self, loading))) {
        return command_failure(ERR_NODEVICE);
    }
    bool foreign = belongs_to_another(self, caller);
    if (command == COMMAND_EXISTS) {
        if (!foreign && self->command == 0) {
            give_up(self);
        }
        return command_success();
    }
    if (foreign || self->command != 0) {
        return command_failure(ERR_BUSY);
    }
    self->owner = caller;
    enum errorcode error = note(self, caller);
    if (error == OK) {
        error = begin(self, caller, command, arg1, arg2);
    }
    if (error != OK) {
        give_up(self);
        return command_failure(error);
    }
    self->command = (uint8_t)command;
    deferred_call_set(&self->later);
    return command_success();
}
