/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Text of several channels in one stream, line by line as far as they let it: who speaks is said at the start
 * of a line, and nobody goes on in another's line. */
#ifndef DETENT_CHANNEL_H
#define DETENT_CHANNEL_H

#include "bytes.h"

#include <stdio.h>

struct channel_writer {
    FILE *out;
    bool with_time;
    bool with_names;
    const char *open; /* whose line is not at its end; NULL: a line begins */
};

/* Writes text of the channel `name`, the same pointer each time. Control characters that would do more than
 * move within the line come out as \xNN; carriage returns before a line's end are left out. */
void channel_write(struct channel_writer *writer, const char *name, struct span text);

/* Ends the line. */
void channel_end(struct channel_writer *writer);

#endif
