/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. */
#include "flash_probe.h"

enum {
    COMMAND_EXISTS = 0,
    COMMAND_READ = 1,
    COMMAND_WRITE = 2,
    COMMAND_ERASE = 3,
    COMMAND_SHAPE = 4,
};
#define UPCALL_ENDED 0
#define ALLOW_BYTES 0

static enum errorcode read(const struct flash_probe *self, struct process_id caller,
                           uint32_t offset) {
    uint32_t room = slice_allowed_rw(self->apps.handle, caller, ALLOW_BYTES).length;
    buffer_window(self->buffer, 0, room);
    return flash_read(self->flash, offset, self->buffer);
}

static enum errorcode write(const struct flash_probe *self, struct process_id caller,
                            uint32_t offset) {
    struct slice_ro bytes = slice_allowed_ro(self->apps.handle, caller, ALLOW_BYTES);
    buffer_clear(self->buffer);
    (void)slice_read(bytes, 0, bytes.length, self->buffer);
    return flash_write(self->flash, offset, self->buffer);
}

command_result flash_probe_command(struct flash_probe *self, struct process_id caller,
                                   uint32_t command, uint32_t arg1, uint32_t arg2) {
    (void)arg2;
    enum errorcode error = ERR_NOSUPPORT;
    if (command == COMMAND_EXISTS) {
        return command_success();
    }
    if (command == COMMAND_SHAPE) {
        return command_success_3u32(self->flash->bytes, self->flash->page_bytes,
                                    self->flash->word_bytes);
    }
    if (self->buffer == NULL) {
        return command_failure(ERR_BUSY);
    }
    if (command == COMMAND_READ) {
        error = read(self, caller, arg1);
    } else if (command == COMMAND_WRITE) {
        error = write(self, caller, arg1);
    } else if (command == COMMAND_ERASE) {
        error = flash_erase(self->flash, arg1);
    }
    if (error != OK) {
        return command_failure(error);
    }
    if (command != COMMAND_ERASE) {
        self->buffer = NULL;
    }
    self->caller = caller;
    return command_success();
}

static void end(struct flash_probe *self, enum errorcode status) {
    enum errorcode error;
    GRANT_ENTER (self->apps, self->caller, app, error) {
        app->ended++;
    }
    (void)upcall_schedule(self->apps.handle, self->caller, UPCALL_ENDED, (uint32_t)status, 0, 0);
}

void flash_probe_read(struct flash_probe *self, struct buffer *buffer, enum errorcode status) {
    struct slice_rw bytes = slice_allowed_rw(self->apps.handle, self->caller, ALLOW_BYTES);
    (void)slice_write(bytes, 0, buffer);
    self->buffer = buffer;
    end(self, status);
}

void flash_probe_written(struct flash_probe *self, struct buffer *buffer, enum errorcode status) {
    self->buffer = buffer;
    end(self, status);
}

void flash_probe_erased(struct flash_probe *self, enum errorcode status) {
    end(self, status);
}
