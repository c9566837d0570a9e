/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A terminal of one line, as far as a line editor needs one: what a person sees after the bytes
 * that were sent to it (ECMA-48). A sequence that it does not know fails the test. */
#ifndef TESTS_UNIT_TERMINAL_H
#define TESTS_UNIT_TERMINAL_H

#include <stddef.h>
#include <stdint.h>

#define TERMINAL_COLUMNS 256u

struct terminal {
    char line[TERMINAL_COLUMNS + 1]; /* the last one, blank beyond what was written */
    size_t cursor;
    size_t lines; /* that have been left */
};

void terminal_start(struct terminal *t);
void terminal_take(struct terminal *t, const void *bytes, size_t count);

/* The line without the blanks at its end. */
const char *terminal_line(const struct terminal *t);

#endif
