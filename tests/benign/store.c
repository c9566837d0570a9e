/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Named values that processes share. */
#include "tests/benign/store.h"

static bool is_named(const struct store_entry *e, struct slice_ro name) {
    for (uint32_t i = 0; i < STORE_NAME; i++) {
        if (e->name[i] != slice_get(name, i)) {
            return false;
        }
    }
    return true;
}

/* The index of the entry of that name, or STORE_ENTRIES. */
static uint32_t find(const struct store *self, struct slice_ro name) {
    for (uint32_t i = 0; i < STORE_ENTRIES; i++) {
        if (self->entries[i].used && is_named(&self->entries[i], name)) {
            return i;
        }
    }
    return STORE_ENTRIES;
}

static uint32_t find_free(const struct store *self) {
    for (uint32_t i = 0; i < STORE_ENTRIES; i++) {
        if (!self->entries[i].used) {
            return i;
        }
    }
    return STORE_ENTRIES;
}

static enum errorcode put(struct store *self, struct slice_ro name, uint32_t value) {
    uint32_t at = find(self, name);
    if (at == STORE_ENTRIES) {
        at = find_free(self);
    }
    if (at >= STORE_ENTRIES) {
        return ERR_NOMEM;
    }
    struct store_entry entry = {.value = value, .used = true};
    for (uint32_t i = 0; i < STORE_NAME; i++) {
        entry.name[i] = slice_get(name, i);
    }
    self->entries[at] = entry;
    return OK;
}

static void list(const struct store *self, struct slice_rw out) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < STORE_ENTRIES; i++) {
        const struct store_entry *e = &self->entries[i];
        if (e->used) {
            for (uint32_t j = 0; j < STORE_NAME; j++) {
                slice_set(out, at + j, e->name[j]);
            }
            at += STORE_NAME;
        }
    }
}

command_result store_command(struct store *self, struct process_id caller, uint32_t command,
                             uint32_t arg1, uint32_t arg2) {
    (void)arg2;
    struct slice_ro name = slice_allowed_ro(self->apps.handle, caller, 0);
    uint32_t at;
    switch (command) {
    case 0:
        return command_success_u32(STORE_ENTRIES);
    case 1:
        return command_status(put(self, name, arg1));
    case 2:
        at = find(self, name);
        return at < STORE_ENTRIES ? command_success_u32(self->entries[at].value)
                                  : command_failure(ERR_INVAL);
    case 3:
        list(self, slice_allowed_rw(self->apps.handle, caller, 0));
        return command_success();
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}
