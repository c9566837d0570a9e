/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One line that is written over, ten times a second at most. */
#include "progress.h"

#include "port.h"
#include "terminal.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#define BAR_WIDTH 30
#define PERIOD_MS 100

static void print_line(const struct progress *progress, uint64_t done) {
    char bar[BAR_WIDTH + 1];
    uint64_t filled = progress->total == 0 ? BAR_WIDTH : done * BAR_WIDTH / progress->total;
    uint64_t percent = progress->total == 0 ? 100 : done * 100 / progress->total;
    for (size_t i = 0; i < BAR_WIDTH; i++)
        bar[i] = i < filled ? '#' : '.';
    bar[BAR_WIDTH] = '\0';
    int64_t ms = now_ms() - progress->start_ms;
    uint64_t rate = ms <= 0 ? 0 : (done - progress->first) * 1000 / (uint64_t)ms;
    fputc('\r', stderr);
    terminal_print_text(stderr, progress->what);
    fprintf(stderr, " [%s] %3" PRIu64 " %%  %" PRIu64 " of %" PRIu64 " bytes  %" PRIu64 " B/s", bar,
            percent, done, progress->total, rate);
    fflush(stderr);
}

struct progress progress_start(const char *what, uint64_t first, uint64_t total) {
    struct progress progress = {
        .shown = isatty(STDERR_FILENO) == 1,
        .what = what,
        .total = total,
        .first = first,
        .start_ms = now_ms(),
    };
    return progress;
}

void progress_update(struct progress *progress, uint64_t done) {
    int64_t now = now_ms();
    if (!progress->shown || now - progress->last_ms < PERIOD_MS)
        return;
    progress->last_ms = now;
    print_line(progress, done);
}

void progress_end(struct progress *progress, uint64_t done) {
    if (!progress->shown)
        return;
    print_line(progress, done);
    fputc('\n', stderr);
}
