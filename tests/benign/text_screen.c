/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Characters in rows: an array of arrays that scrolls. */
#include "tests/benign/text_screen.h"

static void clear_row(struct text_screen *self, uint32_t row) {
    for (uint32_t i = 0; i < SCREEN_COLUMNS; i++) {
        self->cells[row][i] = ' ';
    }
}

void text_screen_clear(struct text_screen *self) {
    for (uint32_t row = 0; row < SCREEN_ROWS; row++) {
        clear_row(self, row);
    }
    self->row = self->column = 0;
}

static void scroll(struct text_screen *self) {
    for (uint32_t row = 1; row < SCREEN_ROWS; row++) {
        for (uint32_t i = 0; i < SCREEN_COLUMNS; i++) {
            self->cells[row - 1][i] = self->cells[row][i];
        }
    }
    clear_row(self, SCREEN_ROWS - 1);
}

static void new_line(struct text_screen *self) {
    self->column = 0;
    if (self->row + 1 < SCREEN_ROWS) {
        self->row++;
    } else {
        scroll(self);
    }
}

void text_screen_put(struct text_screen *self, uint8_t c) {
    if (c == '\n') {
        new_line(self);
        return;
    }
    if (self->column == SCREEN_COLUMNS) {
        new_line(self);
    }
    self->cells[self->row][self->column++] = c;
}

void text_screen_send(const struct text_screen *self, struct buffer *out) {
    for (uint32_t i = 0; i < SCREEN_ROWS * SCREEN_COLUMNS; i++) {
        buffer_put(out, self->cells[i / SCREEN_COLUMNS][i % SCREEN_COLUMNS]);
        if (i % SCREEN_COLUMNS == SCREEN_COLUMNS - 1) {
            buffer_end_line(out);
        }
    }
}
