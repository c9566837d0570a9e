/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The console. A write longer than the kernel's buffer goes out in chunks, and processes take turns
 * chunk by chunk, so that none can keep the others waiting; a chunk ends with a line, if there is
 * one in it, so that lines stay whole. One process reads at a time; what comes between two reads of
 * it is kept for the second. */
#include "capsules/syscall/console.h"

enum {
    COMMAND_EXISTS = 0,
    COMMAND_WRITE = 1,
    COMMAND_READ = 2,
    COMMAND_ABORT_READ = 3,
};

#define ALLOW_WRITE 1 /* read-only buffers */
#define ALLOW_READ 1  /* read-write buffers */
#define UPCALL_WRITTEN 1
#define UPCALL_READ 2

/* ---- Writing ---- */

static void finish_write(struct console_driver *self, struct process_id pid,
                         struct console_app *app) {
    app->writing = false;
    (void)upcall_schedule(self->apps.handle, pid, UPCALL_WRITTEN, app->written, 0, 0);
}

/* Leaves the rest for the next chunk, if a line ends in this one. */
static void cut_after_line(struct buffer *tx) {
    uint16_t length = (uint16_t)tx->length;
    while (length > 0 && buffer_get(tx, length - 1u) != '\n') {
        length--;
    }
    if (length > 0) {
        buffer_window(tx, 0, length);
    }
}

/* Puts the next chunk of the process's write on the wire. Returns false if there is no more of it,
 * perhaps because the process has shrunk its buffer meanwhile. */
static bool send_chunk(struct console_driver *self, struct process_id pid,
                       const struct console_app *app) {
    struct slice_ro data = slice_allowed_ro(self->apps.handle, pid, ALLOW_WRITE);
    struct buffer *tx = self->tx;
    buffer_clear(tx);
    if (slice_read(data, app->written, app->write_length - app->written, tx) == 0) {
        return false;
    }
    cut_after_line(tx);
    if (uart_transmit(self->uart, tx) != OK) {
        return false;
    }
    self->tx = NULL;
    self->writer = pid;
    return true;
}

/* Goes on with the process's write, or ends it. */
static void go_on(struct console_driver *self, struct process_id pid, struct console_app *app) {
    if (!send_chunk(self, pid, app)) {
        finish_write(self, pid, app);
    }
}

static command_result write(struct console_driver *self, struct process_id caller,
                            uint32_t length) {
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        struct slice_ro data = slice_allowed_ro(self->apps.handle, caller, ALLOW_WRITE);
        app->overwritten = self->tx == NULL && process_id_equal(self->writer, caller);
        app->write_length = length < data.length ? length : data.length;
        app->written = 0;
        app->writing = true;
        if (app->write_length == 0) {
            finish_write(self, caller, app); /* also while another chunk is out (ABI D45) */
        } else if (self->tx != NULL) {
            go_on(self, caller, app);
        }
        return command_success();
    }
    return command_failure(error);
}

/* Sends a chunk of the first write that waits, of the processes `beyond` the last one in slot order
 * or of those up to it. Writes of which nothing is left are finished on the way. */
static void start_waiting(struct console_driver *self, struct process_id last, bool beyond) {
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        if (app->writing && (process_id_slot(pid) > process_id_slot(last)) == beyond) {
            go_on(self, pid, app);
        }
        if (self->tx == NULL) {
            return;
        }
    }
}

static void count_chunk(struct console_driver *self, struct process_id pid, uint32_t bytes,
                        enum errorcode status) {
    enum errorcode error;
    GRANT_ENTER (self->apps, pid, app, error) {
        if (app->overwritten) {
            app->overwritten = false;
        } else if (app->writing) {
            app->written += bytes;
        }
        if (app->writing && (status != OK || app->written >= app->write_length)) {
            finish_write(self, pid, app);
        }
    }
}

void console_driver_transmitted(struct console_driver *self, struct buffer *buffer,
                                enum errorcode status) {
    struct process_id last = self->writer;
    uint32_t bytes = buffer_sent(buffer);
    self->tx = buffer;
    self->writer = process_id_none();
    count_chunk(self, last, bytes, status);
    if (self->tx != NULL) {
        start_waiting(self, last, true);
    }
    if (self->tx != NULL) {
        start_waiting(self, last, false);
    }
}

/* ---- Reading ---- */

/* The status that a read ends with, given how much of it could be copied to the process. */
static enum errorcode read_status(const struct console_driver *self, enum errorcode status,
                                  uint32_t space, uint32_t copied) {
    if (status == ERR_FAIL) {
        return status;
    }
    if (space == 0 && self->read_length > 0) {
        return ERR_NOMEM; /* the buffer is gone */
    }
    return status == OK && copied < self->rx->length ? ERR_SIZE : status;
}

/* Ends the read: what has come is copied as far as the process's buffer still reaches. What came
 * beyond it waits for the next read of the same process. */
static void finish_read(struct console_driver *self, enum errorcode status) {
    struct buffer *rx = self->rx;
    uint32_t first = buffer_sent(rx);
    uint32_t length = rx->length;
    uint32_t taken = length < self->read_length ? length : self->read_length;
    buffer_window(rx, first, taken);
    struct slice_rw to = slice_allowed_rw(self->apps.handle, self->reader, ALLOW_READ);
    uint32_t copied = status == ERR_FAIL ? 0 : slice_write(to, 0, rx);
    enum errorcode result = read_status(self, status, to.length, copied);
    buffer_window(rx, first + taken, length - taken);
    self->reads = false;
    (void)upcall_schedule(self->apps.handle, self->reader, UPCALL_READ, (uint32_t)result, copied,
                          0);
}

static command_result read(struct console_driver *self, struct process_id caller, uint32_t length) {
    enum errorcode error = grant_prepare(self->apps.handle, caller);
    if (error != OK) {
        return command_failure(error);
    }
    if (self->reads && process_id_is_alive(self->reader)) {
        return command_failure(ERR_BUSY);
    }
    struct slice_rw to = slice_allowed_rw(self->apps.handle, caller, ALLOW_READ);
    uint32_t wanted = length < to.length ? length : to.length;
    if (wanted > self->rx->capacity) {
        return command_failure(ERR_INVAL);
    }
    uint32_t ahead = self->rx->length;
    if (ahead == 0 || ahead + buffer_space(self->rx) < wanted ||
        !process_id_equal(self->reader, caller)) {
        buffer_clear(self->rx);
    }
    self->reader = caller;
    self->reads = true;
    self->read_length = wanted;
    uart_receive(self->uart, true);
    if (self->rx->length >= wanted) {
        finish_read(self, OK);
    }
    return command_success();
}

static command_result abort_read(struct console_driver *self, struct process_id caller) {
    if (self->reads && process_id_equal(self->reader, caller)) {
        finish_read(self, ERR_CANCEL);
    }
    return command_success();
}

void console_driver_received(struct console_driver *self, uint8_t byte, enum errorcode status) {
    if (!process_id_is_alive(self->reader)) {
        return;
    }
    if (status == OK) {
        buffer_put(self->rx, byte);
    } else if (self->reads) {
        finish_read(self, ERR_FAIL);
    }
    if (self->reads && self->rx->length >= self->read_length) {
        finish_read(self, OK);
    }
}

command_result console_driver_command(struct console_driver *self, struct process_id caller,
                                      uint32_t command, uint32_t arg1, uint32_t arg2) {
    (void)arg2;
    if (command == COMMAND_EXISTS) {
        return command_success();
    }
    switch (command) {
    case COMMAND_WRITE:
        return write(self, caller, arg1);
    case COMMAND_READ:
        return read(self, caller, arg1);
    case COMMAND_ABORT_READ:
        return abort_read(self, caller);
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}
