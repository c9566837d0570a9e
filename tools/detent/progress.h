/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* How far a transfer is, for a person: on standard error, if that is a terminal. */
#ifndef DETENT_PROGRESS_H
#define DETENT_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    bool shown;
    const char *what;
    uint64_t total;
    uint64_t first; /* bytes that were there at the start */
    int64_t start_ms;
    int64_t last_ms;
};

struct progress progress_start(const char *what, uint64_t first, uint64_t total);
void progress_update(struct progress *progress, uint64_t done);
/* Leaves the last state in a line of its own. */
void progress_end(struct progress *progress, uint64_t done);

#endif
