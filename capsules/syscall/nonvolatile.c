/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A read or a write goes block by block; to write a part of one is to read it, change it, and set it anew. Each
 * process may have one command waiting; processes take turns. Buffers are looked at for each block: what the
 * process has taken back meanwhile ends its command there. */
#include "capsules/syscall/nonvolatile.h"

enum {
    COMMAND_EXISTS = 0,
    COMMAND_SIZE = 1,
    COMMAND_READ = 2,
    COMMAND_WRITE = 3,
};

#define ALLOW_BYTES 0 /* of either kind */
/* Upcalls of 0x50001. Those of 0x50004 are one further. */
#define UPCALL_READ 0
#define UPCALL_WRITTEN 1
#define UPCALL_SIZE 0 /* of 0x50004 only */
#define ERASED 0xFFu

/* ---- Ends ---- */

/* 0x50001 has no status to tell: what failed has come less far than it was to. */
static void tell(const struct nonvolatile_driver *self, enum errorcode status) {
    uint32_t number = self->is_write ? UPCALL_WRITTEN : UPCALL_READ;
    if (self->is_isolated) {
        (void)upcall_schedule(self->apps.handle, self->served, number + 1, (uint32_t)status,
                              self->done, 0);
    } else {
        (void)upcall_schedule(self->apps.handle, self->served, number, self->done, 0, 0);
    }
}

/* What lay in the buffer goes to nobody else. */
static void end(struct nonvolatile_driver *self, enum errorcode status) {
    buffer_wipe(self->request.value);
    self->is_busy = false;
    enum errorcode error;
    GRANT_ENTER (self->apps, self->served, app, error) {
        app->wanted = 0;
    }
    tell(self, status);
    deferred_call_set(&self->later);
}

/* ---- Blocks ---- */

/* Where in its block the next byte is, and how many of it are wanted. */
static uint32_t place(const struct nonvolatile_driver *self) {
    return (self->offset + self->done) % NONVOLATILE_BLOCK_BYTES;
}

static uint32_t part(const struct nonvolatile_driver *self) {
    uint32_t room = NONVOLATILE_BLOCK_BYTES - place(self);
    uint32_t left = self->length - self->done;
    return left < room ? left : room;
}

static void put_word(struct buffer *b, uint32_t word) {
    for (uint32_t i = 0; i < sizeof word; i++) {
        buffer_put(b, (uint8_t)(word >> (8 * i)));
    }
}

/* Has the store get the block, or set it. */
static enum errorcode ask(struct nonvolatile_driver *self, enum key_value_operation operation) {
    struct key_value_request *request = &self->request;
    buffer_clear(request->key);
    put_word(request->key, self->owner);
    put_word(request->key, (self->offset + self->done) / NONVOLATILE_BLOCK_BYTES);
    request->operation = operation;
    request->space = self->is_isolated ? KEY_VALUE_ISOLATED_BLOCKS : KEY_VALUE_SHARED_BLOCKS;
    request->access = storage_access_own(self->owner);
    return key_value_begin(self->store, request);
}

static void fill(struct buffer *b, uint8_t byte) {
    LOOP_WHILE (b->length < NONVOLATILE_BLOCK_BYTES, NONVOLATILE_BLOCK_BYTES) {
        buffer_put(b, byte);
    }
}

/* The block as it was, with what is to be written in it. Returns how many bytes that are. */
static uint32_t change_block(const struct nonvolatile_driver *self, struct slice_ro bytes) {
    struct buffer *block = self->request.value;
    uint32_t wanted = part(self);
    buffer_window(block, place(self), 0);
    uint32_t changed = slice_read(bytes, self->done, wanted, block);
    buffer_window(block, 0, NONVOLATILE_BLOCK_BYTES);
    return changed;
}

static enum errorcode take_read(struct nonvolatile_driver *self) {
    struct slice_rw bytes = slice_allowed_rw(self->apps.handle, self->served, ALLOW_BYTES);
    uint32_t wanted = part(self);
    buffer_window(self->request.value, place(self), wanted);
    uint32_t written = slice_write(bytes, self->done, self->request.value);
    self->done += written;
    if (written < wanted) {
        return ERR_RESERVE;
    }
    return self->done < self->length ? ask(self, KEY_VALUE_GET) : OK;
}

static enum errorcode take_before_write(struct nonvolatile_driver *self) {
    struct slice_ro bytes = slice_allowed_ro(self->apps.handle, self->served, ALLOW_BYTES);
    uint32_t changed = change_block(self, bytes);
    return changed == part(self) ? ask(self, KEY_VALUE_SET) : ERR_RESERVE;
}

static enum errorcode take_written(struct nonvolatile_driver *self) {
    self->done += part(self);
    return self->done < self->length ? ask(self, KEY_VALUE_GET) : OK;
}

void nonvolatile_driver_done(struct nonvolatile_driver *self, struct key_value_request *request,
                             enum errorcode status) {
    bool was_set = request->operation == KEY_VALUE_SET;
    if (!was_set && status == ERR_NOSUPPORT) {
        buffer_clear(request->value);
        fill(request->value, ERASED);
        status = OK;
    }
    if (status == OK) {
        status = was_set          ? take_written(self)
                 : self->is_write ? take_before_write(self)
                                  : take_read(self);
    }
    if (!request->is_waiting) {
        end(self, status);
    }
}

/* ---- Begins ---- */

/* Who is next: the first who waits behind the one that was served last, going round. */
static bool take_next(struct nonvolatile_driver *self, uint32_t *command) {
    struct process_id next = PROCESS_ID_NONE;
    bool found_behind = false;
    bool behind = false;
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        if (app->wanted != 0 && (process_id_is_none(next) || (behind && !found_behind))) {
            next = pid;
            *command = app->wanted;
            self->offset = app->offset;
            self->length = app->length;
            found_behind = behind;
        }
        behind = behind || process_id_equal(pid, self->served);
    }
    self->served = process_id_is_none(next) ? self->served : next;
    return !process_id_is_none(next);
}

/* The id of the region that the process may use. */
static bool find_owner(const struct nonvolatile_driver *self, struct process_id caller,
                       uint32_t *owner) {
    struct storage_access access;
    *owner = STORAGE_ID_KERNEL;
    if (!self->is_isolated) {
        return true;
    }
    bool may = storage_access_of(caller, &access, CAPABILITY(self, management)) && access.may_write;
    *owner = access.id;
    return may;
}

static bool is_inside(const struct nonvolatile_driver *self, uint32_t offset, uint32_t length) {
    return offset < self->bytes && length <= self->bytes - offset;
}

static enum errorcode begin(struct nonvolatile_driver *self, uint32_t command) {
    self->is_write = command == COMMAND_WRITE;
    self->done = 0;
    if (!find_owner(self, self->served, &self->owner)) {
        return ERR_NOSUPPORT;
    }
    if (self->length == 0) {
        return ERR_RESERVE;
    }
    return is_inside(self, self->offset, self->length) ? ask(self, KEY_VALUE_GET) : ERR_INVAL;
}

void nonvolatile_driver_later(struct nonvolatile_driver *self) {
    uint32_t command = 0;
    if (self->is_busy || !take_next(self, &command)) {
        return;
    }
    self->is_busy = true;
    enum errorcode error = begin(self, command);
    if (error != OK) {
        end(self, error);
    }
}

static uint32_t lent(const struct nonvolatile_driver *self, struct process_id caller,
                     uint32_t command) {
    return command == COMMAND_WRITE
               ? slice_allowed_ro(self->apps.handle, caller, ALLOW_BYTES).length
               : slice_allowed_rw(self->apps.handle, caller, ALLOW_BYTES).length;
}

static command_result queue(struct nonvolatile_driver *self, struct process_id caller,
                            uint32_t command, uint32_t offset, uint32_t length,
                            enum errorcode if_waiting) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        if (app->wanted != 0) {
            return command_failure(if_waiting);
        }
        app->wanted = (uint8_t)command;
        app->offset = offset;
        app->length = length;
    }
    if (error == OK) {
        deferred_call_set(&self->later);
    }
    return command_status(error);
}

command_result nonvolatile_driver_command(struct nonvolatile_driver *self, struct process_id caller,
                                          uint32_t command, uint32_t arg1, uint32_t arg2) {
    if (command == COMMAND_EXISTS) {
        return command_success();
    }
    if (command == COMMAND_SIZE) {
        return command_success_u32(self->bytes);
    }
    if (command != COMMAND_READ && command != COMMAND_WRITE) {
        return command_failure(ERR_NOSUPPORT);
    }
    uint32_t there = lent(self, caller, command);
    uint32_t length = arg2 < there ? arg2 : there;
    if (!is_inside(self, arg1, arg2)) {
        return command_failure(ERR_INVAL);
    }
    return length == 0 ? command_failure(ERR_RESERVE)
                       : queue(self, caller, command, arg1, length, ERR_NOMEM);
}

/* What is wrong with the buffer or the place is told by the upcall (ABI 7.8). A place beyond 2^32 is as far
 * outside as any. */
command_result nonvolatile_isolated_command(struct nonvolatile_driver *self,
                                            struct process_id caller, uint32_t command,
                                            uint32_t arg1, uint32_t arg2) {
    uint32_t owner;
    if (command == COMMAND_EXISTS) {
        return command_success();
    }
    if (command > COMMAND_WRITE || !find_owner(self, caller, &owner)) {
        return command_failure(ERR_NOSUPPORT);
    }
    if (command == COMMAND_SIZE) {
        enum errorcode error = grant_prepare(self->apps.handle, caller);
        if (error == OK) {
            (void)upcall_schedule(self->apps.handle, caller, UPCALL_SIZE, OK, self->bytes, 0);
        }
        return command_status(error);
    }
    uint32_t offset = arg2 == 0 ? arg1 : UINT32_MAX;
    return queue(self, caller, command, offset, lent(self, caller, command), ERR_BUSY);
}
