/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Writing for a person: colour only on a terminal, and no foreign control characters, ever. */
#ifndef DETENT_TERMINAL_H
#define DETENT_TERMINAL_H

#include "bytes.h"

#include <stdbool.h>
#include <stdio.h>

#define COLOUR_RED "\033[31m"
#define COLOUR_YELLOW "\033[33m"
#define COLOUR_BOLD "\033[1m"
#define COLOUR_NONE "\033[0m"

/* On a terminal, unless NO_COLOR is set (https://no-color.org) or TERM is "dumb". */
bool terminal_has_colour(FILE *out);

/* Control characters, and bytes that are not UTF-8, come out as \xNN. */
void terminal_print_bytes(FILE *out, struct span text);
void terminal_print_text(FILE *out, const char *text);

#endif
