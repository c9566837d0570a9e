/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The last events, the oldest overwritten. */
#include "tests/benign/log_ring.h"

static const struct text names[LOG_LEVELS] = {
    [LOG_DEBUG] = TEXT_INITIALISER("debug"),
    [LOG_INFO] = TEXT_INITIALISER("info"),
    [LOG_WARNING] = TEXT_INITIALISER("warning"),
    [LOG_ERROR] = TEXT_INITIALISER("error"),
};

void log_ring_add(struct log_ring *self, const struct log_entry *entry) {
    struct log_entry *slot = ELEMENT(self->entries, self->next % LOG_ENTRIES);
    if (slot->time != 0) {
        self->lost++;
    }
    *slot = *entry;
    self->next++;
}

static void show_entry(const struct log_entry *e, struct buffer *out) {
    buffer_decimal_right(out, e->time, 10);
    buffer_put(out, ' ');
    buffer_text(out, names[e->level]);
    buffer_text(out, TEXT(": "));
    buffer_hex(out, e->value);
    buffer_end_line(out);
}

void log_ring_show(const struct log_ring *self, struct buffer *out) {
    for (uint32_t i = 0; i < LOG_ENTRIES; i++) {
        const struct log_entry *e = ELEMENT(self->entries, (self->next + i) % LOG_ENTRIES);
        if (e->time != 0) {
            show_entry(e, out);
        }
    }
    if (self->lost > 0) {
        buffer_decimal(out, self->lost);
        buffer_text(out, TEXT(" lost"));
        buffer_end_line(out);
    }
}

uint32_t log_ring_count(const struct log_ring *self, enum log_level at_least) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < LOG_ENTRIES; i++) {
        const struct log_entry *e = &self->entries[i];
        count += e->time != 0 && e->level >= at_least ? 1 : 0;
    }
    return count;
}
