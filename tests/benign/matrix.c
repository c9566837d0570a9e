/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A keyboard of rows and columns. */
#include "tests/benign/matrix.h"

static const uint8_t keys[MATRIX_ROWS][MATRIX_COLUMNS] = {
    {'1', '2', '3'}, {'4', '5', '6'}, {'7', '8', '9'}, {'*', '0', '#'}};

#define HELD_LONG_ENOUGH 3

/* The key that has just been held for long enough, or 0. */
uint8_t matrix_scan(struct matrix *self) {
    uint32_t row;
    uint32_t column = 0;
    for (row = 0; row < MATRIX_ROWS; row++) {
        gpio_set(self->rows[row], true);
        for (column = 0; column < MATRIX_COLUMNS; column++) {
            if (!gpio_read(self->columns[column])) {
                self->held[row][column] = 0;
                continue;
            }
            if (self->held[row][column] < UINT8_MAX) {
                self->held[row][column]++;
            }
            if (self->held[row][column] == HELD_LONG_ENOUGH) {
                goto found;
            }
        }
        gpio_set(self->rows[row], false);
    }
    return 0;
found:
    gpio_set(self->rows[row], false);
    return keys[row][column];
}
