/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Numbers from processes. While the wire is busy a process has four entries; when they are full
 * the last one becomes a count of what was dropped. */
#include "capsules/syscall/low_level_debug.h"

enum {
    COMMAND_EXISTS = 0,
    COMMAND_ALERT = 1,
    COMMAND_PRINT_1 = 2,
    COMMAND_PRINT_2 = 3,
};

static void send_text(struct debug_driver *self) {
    struct buffer *tx = self->tx;
    if (uart_transmit(self->uart, tx) == OK) {
        self->tx = NULL;
    }
}

static void send(struct debug_driver *self, struct process_id pid,
                 const struct debug_entry *entry) {
    struct buffer *tx = self->tx;
    buffer_clear(tx);
    buffer_text(tx, TEXT("LowLevelDebug: "));
    if (entry->kind == DEBUG_DROPPED) {
        buffer_text(tx, TEXT("Dropped "));
        buffer_hex(tx, entry->values[0]);
        buffer_text(tx, TEXT(" entries for app "));
        buffer_hex(tx, process_id_number(pid));
    } else {
        buffer_text(tx, TEXT("App "));
        buffer_hex(tx, process_id_number(pid));
        buffer_text(tx, entry->kind == DEBUG_ALERT ? TEXT(" alert code ") : TEXT(" prints "));
        buffer_hex(tx, entry->values[0]);
    }
    if (entry->kind == DEBUG_PRINT_2) {
        buffer_put(tx, ' ');
        buffer_hex(tx, entry->values[1]);
    }
    buffer_put(tx, '\n');
    send_text(self);
}

static void add_entry(struct debug_app *app, const struct debug_entry *entry) {
    for (uint32_t i = 0; i < DEBUG_ENTRIES; i++) {
        if (app->entries[i].kind == DEBUG_NONE) {
            app->entries[i] = *entry;
            return;
        }
    }
    struct debug_entry *last = &app->entries[DEBUG_ENTRIES - 1];
    if (last->kind == DEBUG_DROPPED) {
        last->values[0]++;
    } else {
        last->kind = DEBUG_DROPPED; /* the one that was there, and this one */
        last->values[0] = 2;
    }
}

/* Takes the first entry. Returns false if there is none. */
static bool take_entry(struct debug_app *app, struct debug_entry *entry) {
    *entry = app->entries[0];
    for (uint32_t i = 1; i < DEBUG_ENTRIES; i++) {
        *ELEMENT(app->entries, i - 1) = app->entries[i];
    }
    app->entries[DEBUG_ENTRIES - 1].kind = DEBUG_NONE;
    return entry->kind != DEBUG_NONE;
}

static command_result push(struct debug_driver *self, struct process_id caller,
                           enum debug_kind kind, uint32_t value1, uint32_t value2) {
    const struct debug_entry entry = {.kind = kind, .values = {value1, value2}};
    if (self->tx != NULL) {
        send(self, caller, &entry);
        return command_success();
    }
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        add_entry(app, &entry);
    }
    self->no_grant = self->no_grant || error != OK;
    return command_success(); /* even if it was dropped (ABI 7.3) */
}

command_result debug_driver_command(struct debug_driver *self, struct process_id caller,
                                    uint32_t command, uint32_t arg1, uint32_t arg2) {
    if (command == COMMAND_EXISTS) {
        return command_success();
    }
    switch (command) {
    case COMMAND_ALERT:
        return push(self, caller, DEBUG_ALERT, arg1, 0);
    case COMMAND_PRINT_1:
        return push(self, caller, DEBUG_PRINT_1, arg1, 0);
    case COMMAND_PRINT_2:
        return push(self, caller, DEBUG_PRINT_2, arg1, arg2);
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}

void debug_driver_transmitted(struct debug_driver *self, struct buffer *buffer,
                              enum errorcode status) {
    (void)status;
    self->tx = buffer;
    if (self->no_grant) {
        self->no_grant = false;
        buffer_clear(buffer);
        buffer_text(buffer, TEXT("LowLevelDebug: grant init failed\n"));
        send_text(self);
        return;
    }
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        struct debug_entry entry;
        if (take_entry(app, &entry)) {
            send(self, pid, &entry);
            return;
        }
    }
}

void debug_driver_received(struct debug_driver *self, uint8_t byte, enum errorcode status) {
    (void)self;
    (void)byte;
    (void)status;
}
