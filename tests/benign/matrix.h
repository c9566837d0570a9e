/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A keyboard of rows and columns. */
#ifndef BENIGN_MATRIX_H
#define BENIGN_MATRIX_H

#include "hil/gpio.h"
#include "kernel/capsule.h"

#define MATRIX_ROWS 4
#define MATRIX_COLUMNS 3

struct STATIC_TYPE matrix {
    const struct gpio_pin *rows[MATRIX_ROWS];
    const struct gpio_pin *columns[MATRIX_COLUMNS];
    uint8_t held[MATRIX_ROWS][MATRIX_COLUMNS];
};

uint8_t matrix_scan(struct matrix *self);

#endif
