/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Characters in rows. */
#ifndef BENIGN_TEXT_SCREEN_H
#define BENIGN_TEXT_SCREEN_H

#include "kernel/capsule.h"

#define SCREEN_ROWS 4
#define SCREEN_COLUMNS 16

struct STATIC_TYPE text_screen {
    uint8_t cells[SCREEN_ROWS][SCREEN_COLUMNS];
    uint8_t row, column;
};

void text_screen_clear(struct text_screen *self);
void text_screen_put(struct text_screen *self, uint8_t c);
void text_screen_send(const struct text_screen *self, struct buffer *out);

#endif
