/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The process console of a board, as somebody who types. Source: ABI 8.1, 8.2. */
#ifndef DETENT_CONSOLE_H
#define DETENT_CONSOLE_H

#include "board.h"

/* Types "VERB NAME" and waits for a line that is `NAME` between `before` and `after`; ends the program, with
 * the reason, if none comes. */
void console_do(const struct board_options *options, const char *verb, const char *name,
                const char *before, const char *after);

#endif
