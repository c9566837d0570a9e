/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The last events, the oldest overwritten. */
#ifndef BENIGN_LOG_RING_H
#define BENIGN_LOG_RING_H

#include "kernel/capsule.h"

#define LOG_ENTRIES 8

enum log_level {
    LOG_DEBUG,
    LOG_INFO,
    LOG_WARNING,
    LOG_ERROR,
    LOG_LEVELS
};

struct log_entry {
    uint32_t time;
    uint32_t value;
    enum log_level level;
};

struct STATIC_TYPE log_ring {
    struct log_entry entries[LOG_ENTRIES];
    uint32_t next;
    uint32_t lost;
};

void log_ring_add(struct log_ring *self, const struct log_entry *entry);
void log_ring_show(const struct log_ring *self, struct buffer *out);
uint32_t log_ring_count(const struct log_ring *self, enum log_level at_least);

#endif
