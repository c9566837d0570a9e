/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See console.h. A write is short and the kernel ends it by itself, so the plain call waits with
 * Yield-WaitFor: printf in a callback never finds itself inside another printf. A read can take
 * forever, so it yields to everybody. */
#include "console.h"

#include <string.h>

/* Numbers of the driver, each the same for its buffer, its command and its upcall. */
#define WRITE 1
#define READ 2
#define READ_BUFFER 1
#define ABORT_READ 3

static struct operation {
    bool active;
    console_callback *callback;
    void *context;
} writing, reading;

/* The callback may start the next operation, so everything is put away before. */
static void finish(struct operation *operation, enum errorcode status, size_t bytes) {
    operation->active = false;
    operation->callback(status, bytes, operation->context);
}

/* ---- Writing ---- */

static enum errorcode start_write(const void *data, size_t bytes) {
    struct syscall_return result = allow_ro(DRIVER_CONSOLE, WRITE, data, bytes);
    if (syscall_succeeded(result))
        result = command(DRIVER_CONSOLE, WRITE, bytes, 0);
    return syscall_error(result);
}

static void end_write(uint32_t bytes) {
    allow_ro(DRIVER_CONSOLE, WRITE, NULL, 0);
    finish(&writing, OK, bytes);
}

static void on_written(uint32_t bytes, uint32_t unused1, uint32_t unused2, void *appdata) {
    (void)unused1;
    (void)unused2;
    (void)appdata;
    if (writing.active)
        end_write(bytes);
}

enum errorcode console_write_async(const void *data, size_t bytes, console_callback *callback,
                                   void *context) {
    if (writing.active)
        return ERR_BUSY;
    struct syscall_return result = subscribe(DRIVER_CONSOLE, WRITE, on_written, NULL);
    enum errorcode err = syscall_error(result);
    if (err)
        return err;
    err = start_write(data, bytes);
    if (err)
        return err;
    writing = (struct operation){true, callback, context};
    return OK;
}

enum errorcode console_write(const void *data, size_t bytes) {
    const char *rest = data;
    while (writing.active)
        end_write(yield_wait_for(DRIVER_CONSOLE, WRITE).arg0);
    while (bytes > 0) {
        enum errorcode err = start_write(rest, bytes);
        if (err)
            return err;
        size_t written = yield_wait_for(DRIVER_CONSOLE, WRITE).arg0;
        allow_ro(DRIVER_CONSOLE, WRITE, NULL, 0);
        if (written == 0)
            return ERR_FAIL;
        rest += written;
        bytes -= written;
    }
    return OK;
}

enum errorcode console_write_string(const char *text) {
    return console_write(text, strlen(text));
}

/* ---- Reading ---- */

static void on_read(uint32_t status, uint32_t bytes, uint32_t unused, void *appdata) {
    (void)unused;
    (void)appdata;
    if (!reading.active)
        return;
    allow_rw(DRIVER_CONSOLE, READ_BUFFER, NULL, 0);
    finish(&reading, (enum errorcode)status, bytes);
}

enum errorcode console_read_async(void *buffer, size_t bytes, console_callback *callback,
                                  void *context) {
    if (reading.active)
        return ERR_BUSY;
    struct syscall_return result = subscribe(DRIVER_CONSOLE, READ, on_read, NULL);
    if (syscall_succeeded(result))
        result = allow_rw(DRIVER_CONSOLE, READ_BUFFER, buffer, bytes);
    if (syscall_succeeded(result)) {
        result = command(DRIVER_CONSOLE, READ, bytes, 0);
        if (!syscall_succeeded(result))
            allow_rw(DRIVER_CONSOLE, READ_BUFFER, NULL, 0);
    }
    if (syscall_succeeded(result))
        reading = (struct operation){true, callback, context};
    return syscall_error(result);
}

void console_abort_read(void) {
    command(DRIVER_CONSOLE, ABORT_READ, 0, 0);
}

struct outcome {
    volatile bool known;
    enum errorcode status;
    size_t bytes;
};

static void keep_outcome(enum errorcode status, size_t bytes, void *context) {
    struct outcome *outcome = context;
    outcome->status = status;
    outcome->bytes = bytes;
    outcome->known = true;
}

enum errorcode console_read(void *buffer, size_t bytes, size_t *received) {
    struct outcome outcome = {0};
    *received = 0;
    enum errorcode err = console_read_async(buffer, bytes, keep_outcome, &outcome);
    if (err)
        return err;
    yield_until(&outcome.known);
    *received = outcome.bytes;
    return outcome.status;
}

enum errorcode console_read_line(char *line, size_t size, size_t *length) {
    enum errorcode err = OK;
    size_t at = 0;
    for (;;) {
        char c = 0;
        size_t received = 0;
        err = console_read(&c, 1, &received);
        if (err || c == '\n' || c == '\r')
            break;
        bool erase = c == '\b' || c == 0x7f;
        if (erase && at > 0)
            at--;
        if (!erase && at + 1 < size)
            line[at++] = c;
    }
    line[at] = '\0';
    *length = at;
    return err;
}
