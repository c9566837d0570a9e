/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A line of input with editing and history, for a terminal that understands VT102 sequences.
 * Bytes go in; what the terminal has to be sent comes out in a buffer; at the end of a line the
 * editor says so. Pure. */
#ifndef CAPSULES_SYSTEM_LINE_EDITOR_H
#define CAPSULES_SYSTEM_LINE_EDITOR_H

#include "kernel/capsule.h"

#include <stdbool.h>
#include <stdint.h>

#define LINE_BYTES 64
#define LINE_HISTORY 10

struct line {
    uint8_t bytes[LINE_BYTES];
    uint8_t length;
};

enum line_escape {
    ESCAPE_NONE,
    ESCAPE_BEGUN,    /* ESC */
    ESCAPE_SEQUENCE, /* ESC [ or ESC O */
};

struct line_editor {
    struct line line;
    uint8_t cursor;
    uint8_t escape;                    /* enum line_escape */
    uint8_t parameter;                 /* of the sequence: 0 none, its digit, or PARAMETERS */
    bool after_cr;                     /* a LF now belongs to the CR before it */
    struct line history[LINE_HISTORY]; /* the newest first */
    uint8_t history_count;
    uint8_t browsing; /* 0: the line being typed; n: entry n - 1 of the history */
};

enum line_event {
    LINE_NOTHING,
    LINE_DONE, /* the line is complete, and in the history */
    LINE_TAB,  /* completion is asked for at the cursor */
};

/* The most that one byte can make the terminal be sent: a whole line and sequences before it. */
#define LINE_ECHO_MAX (LINE_BYTES + 16)

/* Takes one byte; appends what the terminal must be sent to `echo`. */
enum line_event line_editor_take(struct line_editor *e, uint8_t byte, struct buffer *echo);

/* Begins a new, empty line. */
void line_editor_clear(struct line_editor *e);

/* Types one byte for the user, at the cursor. */
void line_editor_insert(struct line_editor *e, uint8_t byte, struct buffer *echo);

/* Shows the line again after something else was printed. */
void line_editor_show(const struct line_editor *e, struct buffer *echo);

/* Appends its bytes. */
void line_put(const struct line *l, struct buffer *to);

/* Does the line begin with this text? */
bool line_starts_with(const struct line *l, struct text text);

/* The second word of the line: offset, and length in *length. */
uint32_t line_argument(const struct line *l, uint32_t *length);

#endif
